import { spawn } from 'node:child_process';

import { WORKSPACE_ROOT } from '../workspace-root.ts';

/** Runs a script with this Node from the root and returns what it printed. A failure carries all of that. */
export async function runScript(purpose: string, args: string[], environment: NodeJS.ProcessEnv): Promise<string> {
  const child = spawn(process.execPath, args, {
    cwd: WORKSPACE_ROOT,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  }
  const code = await new Promise<number | null>((settle, reject) => {
    child.once('error', reject);
    child.once('close', settle);
  });
  if (code !== 0) throw new Error(`${purpose}: it ended with code ${code}.\n${output.trim()}`);
  return output;
}
