import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

import { WORKSPACE_ROOT } from '../workspace-root.ts';

/** How to follow a script while it runs, and how to break it off. */
export interface ScriptOptions {
  onLine?: (line: string) => void;
  signal?: AbortSignal;
}

/** Runs a script with this Node from the root and returns what it printed. A failure carries all of that. */
export async function runScript(
  purpose: string,
  args: string[],
  environment: NodeJS.ProcessEnv,
  { onLine, signal }: ScriptOptions = {},
): Promise<string> {
  const child = spawn(process.execPath, args, {
    cwd: WORKSPACE_ROOT,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(signal ? { signal } : {}),
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      onLine?.(line);
    });
  }
  const code = await new Promise<number | null>((settle, reject) => {
    child.once('error', reject);
    child.once('close', settle);
  });
  const output = lines.join('\n').trim();
  if (code !== 0) throw new Error(`${purpose}: it ended with code ${code}.\n${output}`);
  return output;
}
