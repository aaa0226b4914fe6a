import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

import { commandLine } from '../processes/command-line.ts';

interface Recorded {
  starter: number;
  children: { pid: number; script: string }[];
}

const KILL_TIMEOUT_MS = 10_000;

/**
 * Who runs the product from a data directory. It keeps a second start from sharing the database with the first, and lets a start
 * after an unclean end (power, `kill -9`) stop what that one left behind.
 */
export class RunRecord {
  private readonly recorded: Recorded = { starter: process.pid, children: [] };
  private readonly file: string;

  private constructor(file: string) {
    this.file = file;
  }

  static async open(file: string): Promise<RunRecord> {
    const previous = readRecord(file);
    if (previous !== undefined) {
      if (previous.starter !== process.pid && commandLine(previous.starter).includes('tools/start')) {
        throw new Error(`Konstruct already runs from this folder (process ${previous.starter}). Stop it first.`);
      }
    }
    await stopAbandonedProcesses(file);
    const record = new RunRecord(file);
    record.save();
    return record;
  }

  add(pid: number, script: string): void {
    this.recorded.children.push({ pid, script });
    this.save();
  }

  close(): void {
    rmSync(this.file, { force: true });
  }

  private save(): void {
    writeFileSync(this.file, JSON.stringify(this.recorded));
  }
}

/** Stops the parts of a run whose starter is gone. */
export async function stopAbandonedProcesses(file: string): Promise<void> {
  for (const { pid, script } of readRecord(file)?.children ?? []) await stopLeftover(pid, script);
}

function readRecord(file: string): Recorded | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Recorded;
  } catch {
    // Cut off while it was written: nothing can be learned from it.
    return undefined;
  }
}

/** Only if the process is still what was recorded: numbers are given out again. */
async function stopLeftover(pid: number, script: string): Promise<void> {
  const deadline = Date.now() + KILL_TIMEOUT_MS;
  for (let signal: NodeJS.Signals = 'SIGTERM'; commandLine(pid).includes(script);) {
    process.kill(pid, signal);
    if (Date.now() > deadline) signal = 'SIGKILL';
    await delay(100);
  }
}
