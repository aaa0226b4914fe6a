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
  private latestRequest = 0;

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

  /** Loads again behind what is shown. */
  async refresh(): Promise<void> {
    const request = ++this.latestRequest;
    this.pending.set(true);
    try {
      const value = await this.fetch();
      if (request === this.latestRequest) {
        this.current.set(value);
        this.failure.set(null);
      }
    } catch (error) {
      if (request === this.latestRequest) {
        this.failure.set(toProblem(error));
      }
    } finally {
      if (request === this.latestRequest) {
        this.pending.set(false);
      }
    }
  }

  /** Takes over a value that another call already returned. */
  set(value: T): void {
    this.latestRequest++;
    this.current.set(value);
    this.failure.set(null);
    this.pending.set(false);
  }
}
