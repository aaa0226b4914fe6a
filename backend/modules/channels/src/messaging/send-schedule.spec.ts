import { isToBeParked, retryDelayMs } from './send-schedule';

describe('the schedule of sending', () => {
  it('doubles from one second to five minutes', () => {
    expect([1, 2, 3, 8, 9, 30].map((attempts) => retryDelayMs(attempts, null))).toEqual([
      1_000, 2_000, 4_000, 128_000, 256_000, 300_000,
    ]);
  });

  it('waits as long as the provider says, and never not at all', () => {
    expect(retryDelayMs(1, 30)).toBe(30_000);
    expect(retryDelayMs(9, 0)).toBe(1_000);
  });

  it('parks after a day', () => {
    const first = new Date('2026-11-21T09:00:00Z');
    expect(isToBeParked(first, new Date('2026-11-22T08:59:59Z'))).toBe(false);
    expect(isToBeParked(first, new Date('2026-11-22T09:00:00Z'))).toBe(true);
  });
});
