import { priceOf } from '@konstruct/models';
import { actionAtLimit, mostNanoUsd, type BudgetState } from './budget-rules';

function budget(changes: Partial<BudgetState> = {}): BudgetState {
  return {
    limitNanoUsd: 1_000n,
    overtimeNanoUsd: 0n,
    spentNanoUsd: 0n,
    reservedNanoUsd: 0n,
    atLimit: 'stop',
    ...changes,
  };
}

describe('budget rules [AGNT-07]', () => {
  it.each<[string, bigint, BudgetState[], string | null]>([
    ['no budget', 10n, [], null],
    ['room enough', 1_000n, [budget()], null],
    ['one too many', 1_001n, [budget()], 'stop'],
    ['room taken by calls under way', 400n, [budget({ spentNanoUsd: 300n, reservedNanoUsd: 301n })], 'stop'],
    ['overtime', 400n, [budget({ spentNanoUsd: 900n, overtimeNanoUsd: 300n })], null],
    ['a limit lowered below what is spent', 0n, [budget({ spentNanoUsd: 5_000n })], 'stop'],
    ['spent to the last, for a call without a price', 0n, [budget({ spentNanoUsd: 1_000n })], 'stop'],
    [
      'the stricter of two',
      1n,
      [
        budget({ spentNanoUsd: 1_000n, atLimit: 'alert_only' }),
        budget({ spentNanoUsd: 1_000n, atLimit: 'cheaper_model' }),
      ],
      'cheaper_model',
    ],
    [
      'one full, one not',
      1n,
      [budget({ spentNanoUsd: 1_000n, atLimit: 'alert_only' }), budget({ atLimit: 'stop' })],
      'alert_only',
    ],
  ])('decides on %s', (_, amount, budgets, action) => {
    expect(actionAtLimit(amount, budgets)).toBe(action);
  });

  it('reserves at least what such a call costs, also when all of it is written to a cache', () => {
    const size = { promptTokens: 1_000, maxReplyTokens: 500 };
    const opus = priceOf('anthropic', 'claude-opus-5', new Date('2026-11-21T00:00:00Z'));
    // 1,214 × $6.25 + 500 × $25, per million
    expect(mostNanoUsd(size, opus)).toBe(20_087_500n);
    expect(mostNanoUsd(size, null)).toBe(0n);
  });
});
