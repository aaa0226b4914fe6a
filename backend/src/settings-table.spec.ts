import { readFileSync } from 'node:fs';
import { settingsGroups } from './settings-groups';
import { settingsTable, withSettingsTable } from './settings-table';

describe('the settings table of the README', () => {
  it('says what the code says (npm run docs:settings writes it anew)', () => {
    const readme = readFileSync('README.md', 'utf8');
    expect(readme).toBe(withSettingsTable(readme, settingsTable(settingsGroups)));
  });

  it('says of every variable what it is', () => {
    const undescribed = settingsGroups.flatMap(({ specs }) => Object.entries(specs)).filter(([, spec]) => !spec.desc);
    expect(undescribed.map(([name]) => name)).toEqual([]);
  });
});
