import { spawnSync } from 'node:child_process';

import { packageProgram } from '../processes/package-program.ts';
import { refreshProjectGraph } from '../processes/project-graph.ts';
import { WORKSPACE_ROOT } from '../workspace-root.ts';

/** `npm run lint [-- paths and options of ESLint]`, on a fresh project graph. */
const args = process.argv.slice(2);
const hasPaths = args.some((argument) => !argument.startsWith('-'));

refreshProjectGraph();
const eslint = spawnSync(process.execPath, [packageProgram('eslint'), ...args, ...(hasPaths ? [] : ['.'])], {
  cwd: WORKSPACE_ROOT,
  stdio: 'inherit',
});
process.exit(eslint.status ?? 1);
