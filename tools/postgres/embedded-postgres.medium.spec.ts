import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { Client } from 'pg';

import { makeTemporaryDataDirectory } from '../start/temporary-data-directory.ts';
import { type RunningPostgres, startPostgres, THROWAWAY_SETTINGS } from './embedded-postgres.ts';

describe('the embedded Postgres', () => {
  let directory: string;

  beforeEach(async () => {
    directory = await makeTemporaryDataDirectory('embedded-postgres');
  });

  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  async function start(): Promise<RunningPostgres> {
    return startPostgres({
      dataDir: join(directory, 'postgres'),
      superuserPassword: 'secret',
      port: 15_833,
      settings: THROWAWAY_SETTINGS,
    });
  }

  async function query(url: string, sql: string): Promise<unknown[]> {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(sql)).rows;
    } finally {
      await client.end();
    }
  }

  it('keeps its data from one start to the next and asks for a password', async () => {
    const first = await start();
    await query(first.url, 'CREATE TABLE kept AS SELECT 1 AS one');
    await expect(query(first.url.replace('secret', 'wrong'), 'SELECT 1')).rejects.toThrow('password');
    await first.stop();
    const second = await start();
    expect(await query(second.url, 'SELECT one FROM kept')).toEqual([{ one: 1 }]);
    await second.stop();
  });

  it('takes the place of a server that an unclean end left running', async () => {
    await start();
    const pidFile = join(directory, 'postgres', 'postmaster.pid');
    const abandoned = readFileSync(pidFile, 'utf8').split('\n')[0];
    const next = await start();
    expect(readFileSync(pidFile, 'utf8').split('\n')[0]).not.toBe(abandoned);
    expect(await query(next.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await next.stop();
  });

  it('starts over a pid file whose number now belongs to another program', async () => {
    const first = await start();
    await first.stop();
    writeFileSync(join(directory, 'postgres', 'postmaster.pid'), `${process.pid}\n`);
    const second = await start();
    expect(await query(second.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await second.stop();
  });
});
