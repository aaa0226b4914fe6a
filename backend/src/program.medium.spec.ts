import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';

const SECRETS = {
  SESSION_SECRET: randomBytes(32).toString('base64url'),
  PLATFORM_ENCRYPTION_KEY: `${randomBytes(32).toString('base64url')}=`,
};
/** Port 9 of this machine: nobody listens there. */
const UNREACHABLE = 'postgres://konstruct_app:secret-of-the-database@127.0.0.1:9/konstruct';

/** Runs the program from its sources until it ends; answers its exit code and what it wrote. */
async function run(environment: Record<string, string>): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ['-r', '@swc-node/register', 'backend/src/main.ts'], {
    cwd: join(__dirname, '..', '..'),
    env: { PATH: process.env.PATH, SWC_NODE_PROJECT: 'tsconfig.node.json', ...environment },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}

describe('the program, wrongly set up', () => {
  it('says once of each variable what is wrong with it, and ends', async () => {
    const { code, output } = await run({ ...SECRETS, NODE_ENV: 'prod', PORT: 'http' });
    const lines = output.trim().split('\n');
    expect([code, lines[0]]).toEqual([1, 'Konstruct cannot start: the configuration is not valid.']);
    expect(
      lines
        .slice(1)
        .map((line) => /^ {2}- (\w+) is (missing|wrong)/.exec(line)?.slice(1, 3).join(' '))
        .sort(),
    ).toEqual(['DATABASE_URL missing', 'NODE_ENV wrong', 'PORT wrong']);
  }, 60_000);

  it('names the variable when no Postgres answers, and keeps the password to itself', async () => {
    const { code, output } = await run({ ...SECRETS, DATABASE_URL: UNREACHABLE });
    expect([code, output.trim().split('\n')]).toEqual([
      1,
      [
        'Konstruct cannot start: the configuration is not valid.',
        '  - DATABASE_URL leads to no Postgres that answers: connect ECONNREFUSED 127.0.0.1:9.',
      ],
    ]);
  }, 60_000);
});
