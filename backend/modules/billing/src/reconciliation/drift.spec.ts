import { driftWords } from './drift';

describe('drift between Stripe and us', () => {
  it('is what decides who works and what is paid', () => {
    const changes = {
      subscriptionStatus: { before: 'active', after: 'canceled' },
      agentQuota: { before: 3, after: 5 },
      cardLast4: { before: '4242', after: '4444' },
    };
    expect(driftWords(changes)).toBe('status active here, canceled in Stripe; employees paid for 3 here, 5 in Stripe');
  });

  it('is no card that was renewed', () => {
    expect(driftWords({})).toBeNull();
    expect(driftWords({ cardLast4: { before: null, after: '4242' } })).toBeNull();
  });
});
