import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { loadSecrets } from '../start/secrets.ts';
import type { Environment } from '../start/environment.ts';
import { asProduct } from './product-environment.ts';

describe('the settings of a program of the command line', () => {
  const directory = mkdtempSync(join(tmpdir(), 'product-environment-'));

  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  async function settings(user: Environment): Promise<Environment> {
    let found: Environment = {};
    await asProduct({ KONSTRUCT_DATA_DIR: directory, ...user }, (product) => {
      found = product;
      return Promise.resolve();
    });
    return found;
  }

  it('are those that npm start gives the product, on the database of the user', async () => {
    const { postgresApplicationPassword, platformEncryptionKey, sessionSecret } = loadSecrets(
      join(directory, 'secrets.json'),
    );
    const own = await settings({ DATABASE_URL: 'postgresql://me:mine@db:5432/konstruct' });
    expect(own).toMatchObject({
      DATABASE_URL: `postgresql://konstruct_app:${postgresApplicationPassword}@db:5432/konstruct`,
      PLATFORM_ENCRYPTION_KEY: platformEncryptionKey,
      SESSION_SECRET: sessionSecret,
    });
    for (const chosen of [
      { DATABASE_URL: 'postgresql://konstruct_app:theirs@db/konstruct' },
      { DATABASE_URL: 'postgresql://app:theirs@db/konstruct', DATABASE_OWNER_URL: 'postgresql://me@db/konstruct' },
    ])
      expect(await settings(chosen)).toMatchObject({ DATABASE_URL: chosen.DATABASE_URL });
  });

  it('are the environment and nothing else in production', async () => {
    const given = { NODE_ENV: 'production', KONSTRUCT_DATA_DIR: '/nowhere', DATABASE_URL: 'postgresql://db/konstruct' };
    expect(await settings(given)).toEqual(given);
  });
});
