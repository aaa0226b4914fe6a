import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';

import { packageProgram } from '../processes/package-program.ts';
import { NX_ENVIRONMENT } from '../processes/project-graph.ts';
import { WORKSPACE_ROOT } from '../workspace-root.ts';

/** The programs that make up the product. */
export const PRODUCT_PROJECTS = ['sandbox', 'backend', 'portal'];

const FINISHED = /nx run (\S+):build(.*)$/;

/** Builds what changed; Nx takes the rest from its cache. `onBuilt` hears of each project that is ready. */
export async function buildProjects(
  projects: string[],
  logFile: string,
  onBuilt: (project: string, isCached: boolean) => void = () => undefined,
  signal?: AbortSignal,
): Promise<void> {
  const child = spawn(
    process.execPath,
    [packageProgram('nx'), 'run-many', '--target=build', `--projects=${projects.join()}`, '--outputStyle=static'],
    {
      cwd: WORKSPACE_ROOT,
      env: { ...process.env, ...NX_ENVIRONMENT },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(signal ? { signal } : {}),
    },
  );
  const log = createWriteStream(logFile);
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      log.write(`${line}\n`);
      output.push(line);
      const finished = FINISHED.exec(line);
      if (finished?.[1] !== undefined) onBuilt(finished[1], finished[2]?.includes('cache') ?? false);
    });
  }
  const code = await new Promise<number | null>((settle, reject) => {
    child.once('error', reject);
    child.once('close', settle);
  });
  log.end();
  if (code !== 0) throw new Error(`The build failed.\n${output.join('\n').trim()}`);
}
