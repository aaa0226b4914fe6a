import { newId } from '@konstruct/platform';
import type { ModelCall } from '@konstruct/models';
import { sampleCall } from '../testing/sample-call';
import { bookCall as book, bookingTime, totalCost, type BookedEvent, type CallOrigin } from './call-booking';

const ORIGIN = {
  agent: { id: newId(), name: 'Mia' },
  conversationId: newId(),
  kind: 'reply',
  channelKind: 'slack',
} as const;

const NOW = new Date('2026-11-21T09:30:00Z');

function bookCall(call: ModelCall, origin: CallOrigin): BookedEvent {
  return book(call, origin, NOW);
}

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

  it('leaves a cost that nobody can have run up unpriced, for a person to look at', () => {
    const usage = { ...sampleCall().usage!, inputUncachedTokens: Number.MAX_SAFE_INTEGER };
    expect(bookCall(sampleCall({ usage }), ORIGIN)).toMatchObject({ costNanoUsd: null, priceSource: 'implausible' });
  });

  it.each([
    ['an hour ago', '2026-11-21T08:30:00Z', '2026-11-21T08:30:00.000Z'],
    ['last year', '2025-12-01T00:00:00Z', '2025-12-01T00:00:00.000Z'],
    ['in a minute', '2026-11-21T09:31:00Z', '2026-11-21T09:31:00.000Z'],
    ['in 2019', '2019-05-05T00:00:00Z', NOW.toISOString()],
    ['the day after tomorrow', '2026-11-23T00:00:00Z', NOW.toISOString()],
  ])('books what happened %s at a time that can be', (_, minted, booked) => {
    const id = newId(new Date(minted));
    const time = bookingTime(id, NOW);
    expect(time.occurredAt.toISOString()).toBe(booked);
    expect(time.id === id).toBe(booked === new Date(minted).toISOString());
  });
});
