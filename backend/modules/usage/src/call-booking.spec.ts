import { newId } from '@konstruct/platform';
import { sampleCall } from '../testing/sample-call';
import { bookCall, totalCost } from './call-booking';

const ORIGIN = {
  agent: { id: newId(), name: 'Mia' },
  conversationId: newId(),
  kind: 'reply',
  channelKind: 'slack',
} as const;

describe('booking a call', () => {
  it('prices it exactly, and says by which figure', () => {
    const booked = bookCall(sampleCall(), ORIGIN);
    // 1,000 × $0.75 + 200 × $0.075 + (100 + 50) × $4.50, per million
    expect(booked.costNanoUsd).toBe(1_440_000n);
    expect(booked.priceSource).toBe('openai/gpt-5.4-mini@2024-01-01');
    expect(booked).toMatchObject({ agentName: 'Mia', inputUncachedTokens: 1_000, cacheReadTokens: 200, outcome: 'ok' });
  });

  it('leaves a model without a price unpriced, never free', () => {
    expect(bookCall(sampleCall({ model: 'gpt-9' }), ORIGIN)).toMatchObject({ costNanoUsd: null, priceSource: null });
  });

  it('charges nothing for what the provider turned away, priced or not', () => {
    for (const model of ['gpt-5.4-mini', 'gpt-9']) {
      const call = sampleCall({ model, outcome: 'rate_limited', usage: null, usageSource: 'none' });
      expect(bookCall(call, ORIGIN)).toMatchObject({ costNanoUsd: 0n, inputUncachedTokens: 0 });
    }
  });

  it('uses the price of the day of the call', () => {
    const call = { provider: 'anthropic', model: 'claude-sonnet-5' } as const;
    const august = bookCall(sampleCall({ ...call, startedAt: new Date('2026-08-31T23:59:59Z') }), ORIGIN);
    const september = bookCall(sampleCall({ ...call, startedAt: new Date('2026-09-01T00:00:00Z') }), ORIGIN);
    expect([august.costNanoUsd, september.costNanoUsd]).toEqual([3_540_000n, 5_310_000n]);
  });

  it('has no total while a part is unpriced', () => {
    const [priced, unpriced] = [bookCall(sampleCall(), ORIGIN), bookCall(sampleCall({ model: 'gpt-9' }), ORIGIN)];
    expect(totalCost([])).toBe(0n);
    expect(totalCost([priced, priced])).toBe(2_880_000n);
    expect(totalCost([priced, unpriced, priced])).toBeNull();
  });
});
