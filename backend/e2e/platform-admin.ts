import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import type { RunningProduct } from './product';

/** What whoever runs the installation does at its machine, with the command that they use. Answers with what it printed. */
export async function administer(product: RunningProduct, ...command: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [resolve('tools/admin/main.ts'), ...command], {
    env: { ...process.env, DATABASE_OWNER_URL: product.database.ownerUrl },
  });
  return stdout;
}

/** Makes somebody who signed up a platform admin. */
export async function makePlatformAdmin(product: RunningProduct, email: string): Promise<void> {
  await administer(product, 'grant', email);
}
