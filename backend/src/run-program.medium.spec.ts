import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '@konstruct/platform/testing';

describe('an operator’s command', () => {
  const directory = mkdtempSync(join(tmpdir(), 'keys-status-'));
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  }, 60_000);

  afterAll(async () => {
    await database.drop();
    rmSync(directory, { recursive: true, force: true });
  });

  function run(
    environment: Record<string, string>,
    program: string[] = ['rotate-keys', '--status'],
  ): Promise<{ code: unknown; output: string }> {
    const env = {
      ...{ PATH: process.env['PATH'], HOME: process.env['HOME'], SWC_NODE_PROJECT: 'tsconfig.node.json' },
      ...{ KONSTRUCT_DATA_DIR: directory, DATABASE_URL: database.url, ...environment },
    };
    return new Promise((settle) => {
      execFile(process.execPath, ['tools/admin/run-program.ts', ...program], { env }, (error, out, err) =>
        settle({ code: error?.code ?? 0, output: out + err }),
      );
    });
  }

  it('needs nothing but what npm start has made', async () => {
    expect(await run({})).toEqual({
      code: 0,
      output: expect.stringMatching(/^[0-9a-f]{16} {2}0 secrets {2}current: new secrets go under it\n$/),
    });
  }, 60_000);

  it.each(['2026-13-45', '2026-02-30', 'tomorrow'])(
    'imports no prices from a day as %s, and says so in a line',
    async (from) => {
      const { code, output } = await run({}, ['import-prices', 'prices.json', '--from', from, '--dry-run']);
      expect([code, output]).toEqual([
        1,
        `Refused: --from "${from}" is no date. Write one that exists as 2026-11-25.\n`,
      ]);
    },
    60_000,
  );

  it('says in words what is missing in production', async () => {
    const { code, output } = await run({ NODE_ENV: 'production', PUBLIC_URL: 'https://example.com' });
    expect(code).toBe(1);
    expect(output).toMatch(/^Konstruct cannot start: the configuration is not valid\.\n/);
    expect(output).toContain('PLATFORM_ENCRYPTION_KEY is missing');
    expect(output).not.toMatch(/^ +at /m);
  }, 60_000);
});
