import { computed, signal } from '@angular/core';
import { Problem, toProblem } from '../errors/problem';

/**
 * One thing loaded from the API as signals: a first load shows a skeleton, a refresh keeps what is on the page, and
 * only the latest answer counts. A failed refresh leaves the old value in place and says so in `problem`.
 */
export class RemoteData<T> {
  private readonly current = signal<T | undefined>(undefined);
  private readonly failure = signal<Problem | null>(null);
  private readonly pending = signal(false);
  private latest: Promise<void> = Promise.resolve();
  private round = 0;

  readonly value = this.current.asReadonly();
  readonly problem = this.failure.asReadonly();
  readonly isBusy = this.pending.asReadonly();
  readonly isLoading = computed(() => this.pending() && this.current() === undefined);
  /** True when there is nothing to show but the error. */
  readonly hasFailed = computed(() => this.failure() !== null && this.current() === undefined);

  constructor(private readonly fetch: () => Promise<T>) {}

  /** Forgets what was shown and loads anew, for example when a filter or month changes. */
  load(): Promise<void> {
    this.current.set(undefined);
    return this.refresh();
  }

  /**
   * Loads again behind what is shown. Ends when the latest request has ended, also when that is a newer one: whoever
   * waited finds what it brought.
   */
  async refresh(): Promise<void> {
    let awaited = this.request(++this.round);
    this.latest = awaited;
    await awaited;
    while (awaited !== this.latest) {
      awaited = this.latest;
      await awaited;
    }
  }

  /** Takes over a value that another call already returned. */
  set(value: T): void {
    this.round++;
    this.show(value);
  }

  private async request(round: number): Promise<void> {
    this.pending.set(true);
    try {
      const value = await this.fetch();
      if (round === this.round) this.show(value);
    } catch (error) {
      if (round === this.round) this.fail(toProblem(error));
    }
  }

  private show(value: T): void {
    this.current.set(value);
    this.failure.set(null);
    this.pending.set(false);
  }

  private fail(problem: Problem): void {
    this.failure.set(problem);
    this.pending.set(false);
  }
}
