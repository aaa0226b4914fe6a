interface Waiting<Item> {
  readonly item: Item;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

interface Line<Item> {
  readonly waiting: Waiting<Item>[];
  underWay: number;
}

/** How much of a key is worked on at once. */
export interface BatchLimits {
  readonly batchSize: number;
  readonly batchesAtOnce: number;
}

/**
 * Does work for several callers at once. Whoever comes while little is under way is served at once; those who come meanwhile
 * are served together when that is done, so that nobody ever waits for a batch to fill. No key waits for another. A batch that
 * fails is done again one by one, so that one caller's item cannot fail the others'.
 */
export class Batches<Item> {
  private readonly lines = new Map<string, Line<Item>>();

  constructor(
    private readonly work: (key: string, items: readonly Item[]) => Promise<void>,
    private readonly limits: BatchLimits,
  ) {}

  /** Settles as the work on this item did. */
  add(key: string, item: Item): Promise<void> {
    return new Promise((done, failed) => {
      const line = this.lines.get(key) ?? { waiting: [], underWay: 0 };
      this.lines.set(key, line);
      line.waiting.push({ item, done, failed });
      if (line.underWay < this.limits.batchesAtOnce) void this.workOff(key, line);
    });
  }

  private async workOff(key: string, line: Line<Item>): Promise<void> {
    line.underWay += 1;
    while (line.waiting.length > 0) await this.workOn(key, line.waiting.splice(0, this.limits.batchSize));
    line.underWay -= 1;
    if (line.underWay === 0) this.lines.delete(key);
  }

  private async workOn(key: string, batch: readonly Waiting<Item>[]): Promise<void> {
    try {
      await this.work(
        key,
        batch.map(({ item }) => item),
      );
      for (const { done } of batch) done();
    } catch (error) {
      const [first] = batch;
      if (batch.length === 1) first?.failed(error);
      else for (const single of batch) await this.workOn(key, [single]);
    }
  }
}
