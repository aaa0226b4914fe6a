import { createWriteStream } from 'node:fs';

import { packageProgram } from '../processes/package-program.ts';
import { NX_ENVIRONMENT } from '../processes/project-graph.ts';
import { runScript } from '../processes/run-script.ts';

/** The programs that make up the product. */
export const PRODUCT_PROJECTS = ['sandbox', 'backend', 'portal'];

/** Who hears of each project that is done, and how to break the build off. */
export interface BuildOptions {
  onFinished?: (project: string, isCached: boolean) => void;
  signal?: AbortSignal;
}

const FINISHED = /nx run (\S+):build(.*)$/;

/** Builds what changed; Nx takes the rest from its cache. What the compilers say goes to `logFile`. */
export async function buildProjects(projects: string[], logFile: string, options: BuildOptions = {}): Promise<void> {
  const log = createWriteStream(logFile);
  const onLine = (line: string): void => {
    log.write(`${line}\n`);
    const [, project, remark] = FINISHED.exec(line) ?? [];
    if (project !== undefined) options.onFinished?.(project, remark?.includes('cache') ?? false);
  };
  try {
    await runScript(
      'The build failed',
      [packageProgram('nx'), 'run-many', '--target=build', `--projects=${projects.join()}`, '--outputStyle=static'],
      { ...process.env, ...NX_ENVIRONMENT },
      { onLine, ...(options.signal ? { signal: options.signal } : {}) },
    );
  } finally {
    log.end();
  }
}
