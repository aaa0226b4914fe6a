import { readFileSync } from 'node:fs';
import { settingsGroups } from './settings-groups';

/** The image sets these itself, or they have no place in it. */
const OF_THE_IMAGE = ['KONSTRUCT_ROLES', 'HOST', 'PORT', 'PORTAL_DIR', 'SANDBOX_URL'];

describe('docker-compose.yml', () => {
  it('hands every setting on to the product', () => {
    const [, environment = ''] =
      /environment: &environment\n((?: {4}.*\n)+)/.exec(readFileSync('docker-compose.yml', 'utf8')) ?? [];
    const handedOn = new Set([...environment.matchAll(/^ {4}(\w+):/gm)].map(([, name]) => name));
    const names = settingsGroups.flatMap(({ specs }) => Object.keys(specs));
    expect(names.filter((name) => !handedOn.has(name) && !OF_THE_IMAGE.includes(name))).toEqual([]);
  });
});
