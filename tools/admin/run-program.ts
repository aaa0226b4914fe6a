import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadEnvFile } from 'node:process';

import { WORKSPACE_ROOT } from '../workspace-root.ts';
import { asProduct } from './product-environment.ts';

/**
 * `npm run keys:rotate` and its like: runs a program of the backend as the product is run here, and ends as it ends. An image has
 * no sources, only what was compiled from them.
 */
async function main([program = '', ...options]: readonly string[]): Promise<void> {
  const envFile = join(WORKSPACE_ROOT, '.env');
  if (existsSync(envFile)) loadEnvFile(envFile);
  const source = join(WORKSPACE_ROOT, 'backend', 'src', `${program}.ts`);
  const script = existsSync(source)
    ? ['-r', '@swc-node/register', source]
    : [join(WORKSPACE_ROOT, 'dist', 'backend', 'backend', 'src', `${program}.js`)];
  await asProduct(process.env, async (environment) => {
    const child = spawn(process.execPath, [...script, ...options], {
      cwd: WORKSPACE_ROOT,
      env: environment,
      stdio: 'inherit',
    });
    process.exitCode = await new Promise<number>((settle, reject) => {
      child.once('error', reject);
      child.once('close', (code) => settle(code ?? 1));
    });
  });
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
