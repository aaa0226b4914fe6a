import { Batches } from './batches';

const LIMITS = { batchSize: 10, batchesAtOnce: 1 };

describe('Batches', () => {
  /** Work that ends when the test says so. */
  function heldWork(): { batches: Batches<string>; calls: string[][]; release: () => Promise<void> } {
    const calls: string[][] = [];
    const ends: (() => void)[] = [];
    const batches = new Batches<string>(
      (_key, items) => {
        calls.push([...items]);
        return new Promise((end) => ends.push(end));
      },
      { batchSize: 2, batchesAtOnce: 1 },
    );
    const release = async (): Promise<void> => {
      ends.shift()?.();
      await new Promise((settled) => setImmediate(settled));
    };
    return { batches, calls, release };
  }

  it('serves the first at once and those who come meanwhile together, up to its size', async () => {
    const { batches, calls, release } = heldWork();
    const all = ['a', 'b', 'c', 'd'].map((item) => batches.add('team', item));
    expect(calls).toEqual([['a']]);
    await release();
    expect(calls).toEqual([['a'], ['b', 'c']]);
    await release();
    expect(calls).toEqual([['a'], ['b', 'c'], ['d']]);
    await release();
    await Promise.all(all);
  });

  it('lets no key wait for another', () => {
    const { batches, calls } = heldWork();
    void batches.add('one', 'a');
    void batches.add('other', 'b');
    expect(calls).toEqual([['a'], ['b']]);
  });

  it('tells nobody that the work is done before it is', async () => {
    const { batches, release } = heldWork();
    let isDone = false;
    const added = batches.add('team', 'a').then(() => (isDone = true));
    await new Promise((passed) => setImmediate(passed));
    expect(isDone).toBe(false);
    await release();
    await added;
    expect(isDone).toBe(true);
  });

  it('fails only the item that cannot be worked on', async () => {
    const batches = new Batches<string>(async (_key, items) => {
      await new Promise((passed) => setImmediate(passed));
      if (items.includes('bad')) throw new Error('bad item');
    }, LIMITS);
    const outcomes = await Promise.allSettled(
      ['first', 'good', 'bad', 'fine'].map((item) => batches.add('team', item)),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  });

  it('has several batches under way when it may', () => {
    const calls: string[][] = [];
    const batches = new Batches<string>(
      (_key, items) => {
        calls.push([...items]);
        return new Promise(() => undefined);
      },
      { batchSize: 10, batchesAtOnce: 2 },
    );
    for (const item of ['a', 'b', 'c']) void batches.add('team', item);
    expect(calls).toEqual([['a'], ['b']]);
  });

  it('begins anew after everything was done', async () => {
    const calls: string[] = [];
    const batches = new Batches<string>(async (_key, items) => void calls.push(...items), LIMITS);
    await batches.add('team', 'a');
    await batches.add('team', 'b');
    expect(calls).toEqual(['a', 'b']);
  });
});
