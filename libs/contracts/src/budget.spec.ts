import { budgetPercent, budgetStatus } from './budget';

describe('budget [AGNT-07]', () => {
  it.each([
    [0n, null, 'none', null],
    [0n, 100n, 'ok', 0],
    [7_999n, 10_000n, 'ok', 79.9],
    [8_000n, 10_000n, 'warning', 80],
    [9_999n, 10_000n, 'warning', 99.9],
    [10_000n, 10_000n, 'exceeded', 100],
    [25_000n, 10_000n, 'exceeded', 250],
    [0n, 0n, 'exceeded', 100],
  ] as const)('%s of %s is %s at %s percent', (spent, limit, status, percent) => {
    expect([budgetStatus(spent, limit), budgetPercent(spent, limit)]).toEqual([status, percent]);
  });
});
