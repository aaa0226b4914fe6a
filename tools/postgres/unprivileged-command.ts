import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** How to spawn a program so that it does not run as root. */
export interface UnprivilegedCommand {
  program: string;
  prefix: string[];
  identity: { uid?: number; gid?: number };
}

const NOBODY = 65534;
const USER_NAMESPACE = ['--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`];

/**
 * Postgres refuses to run as root. As root on Linux it is therefore started in a user namespace in which root is
 * "nobody": files still belong to root outside, so that it works below a 0700 home. Where the kernel or a container forbids
 * namespaces, the program is started as the user "nobody" and is given the data directory.
 */
export function unprivileged(program: string, ownedDirectories: string[]): UnprivilegedCommand {
  if (process.getuid?.() !== 0) return { program, prefix: [], identity: {} };
  if (canUseUserNamespace()) {
    for (const directory of ownedDirectories) giveTo(directory, 0);
    return { program: 'unshare', prefix: [...USER_NAMESPACE, program], identity: {} };
  }
  for (const directory of ownedDirectories) giveTo(directory, NOBODY);
  return { program, prefix: [], identity: { uid: NOBODY, gid: NOBODY } };
}

function canUseUserNamespace(): boolean {
  return process.platform === 'linux' && spawnSync('unshare', [...USER_NAMESPACE, 'true']).status === 0;
}

function giveTo(path: string, owner: number): void {
  const stats = lstatSync(path);
  if (stats.uid === owner || stats.isSymbolicLink()) return;
  chownSync(path, owner, owner);
  if (!stats.isDirectory()) return;
  chmodSync(path, 0o700);
  for (const entry of readdirSync(path)) giveTo(join(path, entry), owner);
}
