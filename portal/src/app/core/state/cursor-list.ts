import { computed, signal } from '@angular/core';
import { Page } from '../api/types';
import { Problem, toProblem } from '../errors/problem';

/**
 * A list read page by page. A refresh reads the first page again and puts it in front of what was loaded before, so that
 * new entries appear without losing the place; entries are told apart by their id.
 */
export class CursorList<T extends { readonly id: string }> {
  private readonly loaded = signal<readonly T[] | undefined>(undefined);
  private readonly cursor = signal<string | null>(null);
  private readonly failure = signal<Problem | null>(null);
  private readonly pending = signal<'first' | 'more' | null>(null);
  private round = 0;

  readonly items = computed(() => this.loaded() ?? []);
  readonly isLoading = computed(() => this.loaded() === undefined && this.failure() === null);
  readonly isEmpty = computed(() => this.loaded()?.length === 0);
  readonly hasMore = computed(() => this.cursor() !== null);
  readonly isLoadingMore = computed(() => this.pending() === 'more');
  readonly problem = this.failure.asReadonly();
  readonly hasFailed = computed(() => this.failure() !== null && this.loaded() === undefined);

  constructor(private readonly fetch: (cursor: string | null) => Promise<Page<T>>) {}

  /** Starts over, for example with another filter. */
  load(): Promise<void> {
    this.loaded.set(undefined);
    return this.read('first', null, (page) => {
      this.loaded.set(page.items);
      this.cursor.set(page.next_cursor);
    });
  }

  /** Brings the beginning up to date and keeps the rest. */
  refresh(): Promise<void> {
    const before = this.loaded();
    if (!before) return this.load();
    return this.read('first', null, (page) => {
      const fresh = new Set(page.items.map(({ id }) => id));
      const rest = before.filter(({ id }) => !fresh.has(id));
      this.loaded.set([...page.items, ...rest]);
      if (rest.length === 0) this.cursor.set(page.next_cursor);
    });
  }

  loadMore(): Promise<void> {
    const cursor = this.cursor();
    if (cursor === null || this.pending() !== null) return Promise.resolve();
    return this.read('more', cursor, (page) => {
      const known = new Set(this.items().map(({ id }) => id));
      this.loaded.set([...this.items(), ...page.items.filter(({ id }) => !known.has(id))]);
      this.cursor.set(page.next_cursor);
    });
  }

  private async read(kind: 'first' | 'more', cursor: string | null, use: (page: Page<T>) => void): Promise<void> {
    const round = ++this.round;
    this.pending.set(kind);
    try {
      const page = await this.fetch(cursor);
      if (round !== this.round) return;
      this.failure.set(null);
      use(page);
    } catch (error) {
      if (round === this.round) this.failure.set(toProblem(error));
    } finally {
      if (round === this.round) this.pending.set(null);
    }
  }
}
