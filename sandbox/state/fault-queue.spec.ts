import { FaultQueue } from './fault-queue';

describe('FaultQueue', () => {
  it('uses faults up in the order in which they were asked for', () => {
    const faults = new FaultQueue<{ method: string; kind: string }>();
    faults.add({ method: 'a', kind: 'first' }, 2);
    faults.add({ method: 'b', kind: 'other' }, 1);
    faults.add({ method: 'a', kind: 'second' }, 1);
    const take = () => faults.take(({ method }) => method === 'a')?.kind;
    expect([take(), take(), take(), take()]).toEqual(['first', 'first', 'second', undefined]);
    expect(faults.list()).toMatchObject([{ kind: 'other', remaining: 1 }]);
  });
});
