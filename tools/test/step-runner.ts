import type { Step, StepResult } from './step.ts';

/** Who hears of the run as it goes. */
export interface StepListener {
  finished(step: Step, result: StepResult, seconds: number): void;
  waiting(running: string[]): void;
}

const HEARTBEAT_MS = 20_000;

/** Runs steps side by side, each after those it needs; what needs a failed step fails with it instead of being left out. */
export class StepRunner {
  private readonly waiting: Step[];
  private readonly running = new Map<Step, Promise<void>>();
  private readonly results = new Map<string, StepResult>();
  private readonly lanes: number;
  private readonly listener: StepListener;

  constructor(steps: Step[], lanes: number, listener: StepListener) {
    this.waiting = [...steps];
    this.lanes = lanes;
    this.listener = listener;
  }

  async run(): Promise<{ passed: number; failed: number }> {
    const heartbeat = setInterval(() => this.listener.waiting(this.runningNames()), HEARTBEAT_MS);
    while (this.waiting.length > 0 || this.running.size > 0) {
      for (let step = this.takeNext(); step !== undefined; step = this.takeNext()) this.start(step);
      if (this.running.size > 0) await Promise.race(this.running.values());
    }
    clearInterval(heartbeat);
    const results = [...this.results.values()];
    return {
      passed: results.reduce((sum, { passed }) => sum + passed, 0),
      failed: results.reduce((sum, { failed }) => sum + failed, 0),
    };
  }

  private takeNext(): Step | undefined {
    const index = this.waiting.findIndex((step) => this.canStart(step));
    return index === -1 ? undefined : this.waiting.splice(index, 1)[0];
  }

  private canStart(step: Step): boolean {
    const names = new Set([...this.waiting, ...this.running.keys()].map(({ name }) => name));
    if ((step.after ?? []).some((name) => names.has(name))) return false;
    if ([...this.running.keys()].some(({ isExclusive }) => isExclusive)) return false;
    return this.running.size < (step.isExclusive ? 1 : this.lanes);
  }

  private start(step: Step): void {
    const startedAt = performance.now();
    const work = this.outcome(step).then((result) => {
      this.running.delete(step);
      this.results.set(step.name, result);
      this.listener.finished(step, result, (performance.now() - startedAt) / 1000);
    });
    this.running.set(step, work);
  }

  private async outcome(step: Step): Promise<StepResult> {
    const broken = (step.after ?? []).find((name) => (this.results.get(name)?.failed ?? 0) > 0);
    if (broken !== undefined) return { passed: 0, failed: 1, output: `Not run, because it needs "${broken}".` };
    return step.run();
  }

  private runningNames(): string[] {
    return [...this.running.keys()].map(({ name }) => name);
  }
}
