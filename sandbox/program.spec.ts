import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');

/** Runs the program from its sources, as `npm start` runs what was built from them. */
function run(environment: Record<string, string>) {
  const child = spawn(process.execPath, ['-r', '@swc-node/register', 'sandbox/main.ts'], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, SWC_NODE_PROJECT: 'tsconfig.node.json', ...environment },
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()));
  return { child, output };
}

const SETTINGS = {
  SANDBOX_PORT: '0',
  SANDBOX_SLACK_CLIENT_ID: '1.2',
  SANDBOX_SLACK_CLIENT_SECRET: 'secret',
  SANDBOX_SLACK_SIGNING_SECRET: 'signing',
  SANDBOX_MODEL_API_KEY: 'key',
  SANDBOX_STRIPE_SECRET_KEY: 'sk_test_1',
  SANDBOX_STRIPE_WEBHOOK_SECRET: 'whsec_1',
};

describe('the program', () => {
  it('says when it is ready and leaves cleanly', async () => {
    const { child, output } = run(SETTINGS);
    while (!output.stdout.includes('\n')) await once(child.stdout, 'data');
    const url = /^sandbox ready on (http:\/\/localhost:\d+)\n$/.exec(output.stdout)?.[1];
    expect(await (await fetch(`${url}/health`)).json()).toEqual({ status: 'ok' });
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('refuses production with one clear line', async () => {
    const { child, output } = run({ ...SETTINGS, NODE_ENV: 'production' });
    expect(await once(child, 'exit')).toEqual([1, null]);
    expect(output.stderr).toMatch(/^the sandbox refuses to start with NODE_ENV=production[^\n]*\n$/);
  });
});
