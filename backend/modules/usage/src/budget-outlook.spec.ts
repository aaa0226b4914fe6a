import { monthProgress } from '@konstruct/contracts';
import { budgetOutlook, type BudgetOutlook } from './budget-outlook';

const NOW = new Date('2026-11-11T00:00:00Z');

function outlook(spentNanoUsd: bigint, limitNanoUsd: bigint | null, overtimeNanoUsd = 0n): BudgetOutlook {
  const state = {
    spentNanoUsd,
    limitNanoUsd,
    overtimeNanoUsd,
    reservedNanoUsd: 0n,
    refusedNanoUsd: 0n,
    estimateErrorNanoUsd: 0n,
  };
  return budgetOutlook(state, monthProgress('2026-11', 'UTC', NOW), 'UTC', NOW);
}

describe('budget outlook [AGNT-07]', () => {
  it('names the day on which the limit is reached at the pace so far', () => {
    expect(outlook(10_000_000_000n, 22_000_000_000n)).toMatchObject({
      status: 'ok',
      forecast_usd: 30,
      reaches_limit_on: '2026-11-23',
      resets_in_days: 20,
    });
  });

  it.each([
    ['no limit', 5n, null],
    ['a limit beyond the month', 10_000_000_000n, 30_000_000_000n],
    ['nothing spent', 0n, 5n],
    ['a limit that is reached', 5n, 5n],
  ])('names none with %s', (_, spent, limit) => {
    expect(outlook(spent, limit).reaches_limit_on).toBeNull();
  });

  it('says by how much the month is above the limit', () => {
    expect(outlook(10_400_000n, 10_000_000n)).toMatchObject({ over_limit_usd: 0.0004, status: 'exceeded' });
    expect([outlook(10_000_000n, 10_000_000n), outlook(5n, null)].map((own) => own.over_limit_usd)).toEqual([0, 0]);
  });

  it('counts overtime into the limit', () => {
    expect(outlook(10_000_000_000n, 10_000_000_000n, 20_000_000_000n)).toMatchObject({
      limit_usd: 10,
      effective_limit_usd: 30,
      overtime_usd: 20,
      status: 'ok',
    });
  });
});
