import { priceOf } from '@konstruct/models';
import { estimateCost, type EstimateInput } from './cost-estimate';

const INPUT: EstimateInput = {
  promptTokens: 1_400,
  maxReplyTokens: 600,
  messagesPerMonth: 1_000,
  seatNanoUsd: 49_000_000_000n,
  price: priceOf('openai', 'gpt-5.4-mini', new Date('2026-11-21T00:00:00Z')),
  modelName: 'gpt-5.4-mini',
};

describe('cost estimate', () => {
  it('multiplies messages by what each reads and writes', () => {
    // 2,000 × $0.75 + 200 × $4.50, per million
    expect(estimateCost(INPUT)).toMatchObject({
      perMessageNanoUsd: 2_400_000n,
      modelNanoUsd: 2_400_000_000n,
      totalNanoUsd: 51_400_000_000n,
    });
  });

  it('writes no more than the longest reply', () => {
    expect(estimateCost({ ...INPUT, maxReplyTokens: 100 }).perMessageNanoUsd).toBe(1_950_000n);
  });

  it('says what it takes for granted', () => {
    expect(estimateCost(INPUT).assumptions).toMatch(/1,400 tokens.*600 tokens.*200 tokens/);
  });

  it('does not take an unpriced model for a free one', () => {
    const estimate = estimateCost({ ...INPUT, price: null, modelName: 'gpt-9' });
    expect(estimate).toMatchObject({
      perMessageNanoUsd: null,
      modelNanoUsd: null,
      totalNanoUsd: null,
      seatNanoUsd: 49_000_000_000n,
    });
    expect(estimate.assumptions).toContain('gpt-9');
  });
});
