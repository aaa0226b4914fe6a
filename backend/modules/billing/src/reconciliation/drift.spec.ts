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

  it('begins with what matters most, in words that people use', () => {
    const changes = {
      stripeSubscriptionId: { before: 'sub_1', after: null },
      currentPeriodEnd: { before: '2027-02-10T18:47:57.000Z', after: null },
      unitAmountCents: { before: '4900', after: '5900' },
      isCustomerDeleted: { before: false, after: true },
      subscriptionStatus: { before: 'active', after: 'none' },
    };
    expect(driftWords(changes)).toBe(
      'status active here, none in Stripe; price $49.00 here, $59.00 in Stripe; end of the period 2027-02-10 18:47 here, none in Stripe; ' +
        'customer deleted no here, yes in Stripe; subscription sub_1 here, none in Stripe',
    );
  });

  it('is no card that was renewed', () => {
    expect(driftWords({})).toBeNull();
    expect(driftWords({ cardLast4: { before: null, after: '4242' } })).toBeNull();
  });
});
