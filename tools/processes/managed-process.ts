import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, on } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { createInterface } from 'node:readline';

import type { Environment } from '../start/environment.ts';
import { type LogLine, readLogLine } from './log-line.ts';

/** How to run one part of the product. */
export interface ProcessDescription {
  name: string;
  script: string;
  cwd: string;
  environment: Environment;
  logFile: string;
  onLine(line: LogLine): void;
}

/** How a part ended although nobody asked it to. */
export class UnexpectedEndError extends Error {
  constructor(name: string, how: string, lastLines: string[]) {
    super(`${name} ended unexpectedly (${how}).\n${lastLines.join('\n') || '(it printed nothing)'}`);
    this.name = 'UnexpectedEndError';
  }
}

const STOP_TIMEOUT_MS = 10_000;
const KEPT_LINES = 25;

/** One child process: its log file, its last words, its orderly end. */
export class ManagedProcess {
  /** Rejects if the process ends before `stop()` was called; else never settles. */
  readonly crashed: Promise<never>;
  private readonly child: ChildProcess;
  private readonly log: WriteStream;
  private readonly lines = new EventEmitter();
  private readonly lastLines: string[] = [];
  private readonly ended: Promise<string>;
  private readonly description: ProcessDescription;
  private isStopping = false;

  constructor(description: ProcessDescription) {
    this.description = description;
    this.log = createWriteStream(description.logFile, { flags: 'a' });
    this.child = spawn(process.execPath, ['--enable-source-maps', description.script], {
      cwd: description.cwd,
      env: description.environment,
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own: Ctrl-C must reach the starter only, which stops the parts in order.
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    this.follow('stdout');
    this.follow('stderr');
    this.ended = new Promise((settle) => {
      this.child.once('error', (error) => settle(error.message));
      this.child.once('close', (code, signal) => settle(signal ?? `code ${code}`));
    });
    this.crashed = this.ended.then((how) => this.reportEnd(how));
    this.crashed.catch(() => undefined);
  }

  get name(): string {
    return this.description.name;
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Resolves when the program prints such a line: how a program without a port of its own says that it is ready. */
  async prints(pattern: RegExp, signal: AbortSignal): Promise<void> {
    for await (const [text] of on(this.lines, 'line', { signal })) {
      if (pattern.test(String(text))) return;
    }
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    this.child.kill('SIGTERM');
    const timer = setTimeout(() => this.child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    await this.ended;
    clearTimeout(timer);
    await new Promise<void>((settle) => this.log.end(settle));
  }

  /** For a second Ctrl-C. */
  kill(): void {
    this.isStopping = true;
    this.child.kill('SIGKILL');
  }

  private follow(source: 'stdout' | 'stderr'): void {
    const stream = this.child[source];
    if (stream === null) return;
    createInterface({ input: stream }).on('line', (raw) => {
      this.log.write(`${raw}\n`);
      const line = readLogLine(raw, source);
      this.lastLines.push(line.text);
      if (this.lastLines.length > KEPT_LINES) this.lastLines.shift();
      this.lines.emit('line', line.text);
      this.description.onLine(line);
    });
  }

  private reportEnd(how: string): Promise<never> {
    // Being stopped is no crash: whoever waits for one then waits for ever, which races with others on purpose.
    if (this.isStopping) return new Promise<never>(() => undefined);
    return Promise.reject(new UnexpectedEndError(this.description.name, how, this.lastLines));
  }
}
