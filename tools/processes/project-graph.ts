import { spawnSync } from 'node:child_process';

import { WORKSPACE_ROOT } from '../workspace-root.ts';
import { packageProgram } from './package-program.ts';

/** Without a daemon nothing outlives the command; without the terminal interface its output is plain lines. */
export const NX_ENVIRONMENT = { NX_DAEMON: 'false', NX_TUI: 'false', FORCE_COLOR: '0' };

/** ESLint's boundary rule reads the project graph that Nx wrote last, which may be older than the code: this writes it anew. */
export function refreshProjectGraph(): void {
  const nx = spawnSync(process.execPath, [packageProgram('nx'), 'show', 'projects'], {
    cwd: WORKSPACE_ROOT,
    env: { ...process.env, ...NX_ENVIRONMENT },
    encoding: 'utf8',
  });
  if (nx.status !== 0) throw new Error(`Nx could not read the projects.\n${nx.stdout}${nx.stderr}`);
}
