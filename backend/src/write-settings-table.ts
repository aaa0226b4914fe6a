import 'reflect-metadata';
import { readFileSync, writeFileSync } from 'node:fs';
import { settingsGroups } from './settings-groups';
import { settingsTable, withSettingsTable } from './settings-table';

/** Rewrites the settings table of README.md. */
writeFileSync('README.md', withSettingsTable(readFileSync('README.md', 'utf8'), settingsTable(settingsGroups)));
