import {
  BILLING_STANDINGS,
  billingStanding,
  daysLeft,
  entitlementsOf,
  graceEndsAt,
  SUBSCRIPTION_STATUSES,
  type BillingStanding,
  type PlanLimits,
  type SubscriptionFacts,
} from './entitlements';

const NOW = new Date('2026-11-21T09:30:00.000Z');
const LIMITS: PlanLimits = { freeAgents: 1, freeApiCallsPerDay: 1_000, paidApiCallsPerDay: null, graceDays: 7 };
const HOUR_MS = 3_600_000;

const daysAgo = (days: number): Date => new Date(NOW.getTime() - days * 24 * HOUR_MS);

const JUST_IN_GRACE = new Date(daysAgo(7).getTime() + 1);

function facts(changes: Partial<SubscriptionFacts> = {}): SubscriptionFacts {
  return { status: 'active', agentQuota: 5, pastDueSince: null, ...changes };
}

describe('entitlements (PRTA-05)', () => {
  const FREE = { tier: 'free', agentLimit: 1, apiCallsPerDay: 1_000, mayRun: true };
  const PAID = { tier: 'paid', agentLimit: 5, apiCallsPerDay: null, mayRun: true };
  const STOPPED = { tier: 'free', agentLimit: 0, apiCallsPerDay: 1_000, mayRun: false };

  it.each<[string, SubscriptionFacts, BillingStanding, object]>([
    ['nobody ever subscribed', facts({ status: 'none', agentQuota: 0 }), 'none', FREE],
    ['the trial runs', facts({ status: 'trialing' }), 'trialing', PAID],
    ['it is paid', facts(), 'active', PAID],
    ['a payment failed today', facts({ status: 'past_due', pastDueSince: NOW }), 'in_grace', PAID],
    ['the grace period is all but over', facts({ status: 'past_due', pastDueSince: JUST_IN_GRACE }), 'in_grace', PAID],
    ['a payment failed a week ago', facts({ status: 'past_due', pastDueSince: daysAgo(7) }), 'grace_over', STOPPED],
    ['it is past due, and nobody knows since when', facts({ status: 'past_due' }), 'in_grace', PAID],
    ['it is unpaid', facts({ status: 'unpaid' }), 'unpaid', STOPPED],
    ['it was canceled', facts({ status: 'canceled' }), 'canceled', STOPPED],
  ])('when %s', (_, given, standing, expected) => {
    const { why, ...rest } = entitlementsOf(given, LIMITS, NOW);
    expect(rest).toEqual({ standing, ...expected });
    expect(why.length).toBeGreaterThan(10);
  });

  it('know every status and reach every row of the table', () => {
    const reached = SUBSCRIPTION_STATUSES.flatMap((status) =>
      [null, NOW, daysAgo(30)].map((pastDueSince) => billingStanding(facts({ status, pastDueSince }), 7, NOW)),
    );
    expect([...new Set(reached)].sort()).toEqual([...BILLING_STANDINGS].sort());
  });

  it('let nobody run who may employ nobody by standing, and leave the quota to the subscription', () => {
    for (const status of SUBSCRIPTION_STATUSES) {
      for (const agentQuota of [0, 1, 10_000]) {
        for (const pastDueSince of [null, daysAgo(1), daysAgo(8)]) {
          const { mayRun, agentLimit, tier } = entitlementsOf(facts({ status, agentQuota, pastDueSince }), LIMITS, NOW);
          if (!mayRun) expect(agentLimit).toBe(0);
          if (tier === 'paid') expect([agentLimit, mayRun]).toEqual([agentQuota, true]);
        }
      }
    }
  });

  it('take the limits from the configuration', () => {
    const limits: PlanLimits = { freeAgents: 3, freeApiCallsPerDay: 20, paidApiCallsPerDay: 500, graceDays: 0 };
    expect(entitlementsOf(facts({ status: 'none' }), limits, NOW)).toMatchObject({ agentLimit: 3, apiCallsPerDay: 20 });
    expect(entitlementsOf(facts(), limits, NOW)).toMatchObject({ agentLimit: 5, apiCallsPerDay: 500 });
    const pastDue = facts({ status: 'past_due', pastDueSince: NOW });
    expect(entitlementsOf(pastDue, limits, NOW)).toMatchObject({ standing: 'grace_over', mayRun: false });
  });

  it('end the grace period a fixed time after the first failure', () => {
    const pastDue = facts({ status: 'past_due', pastDueSince: daysAgo(2) });
    expect(graceEndsAt(pastDue, 7)?.toISOString()).toBe('2026-11-26T09:30:00.000Z');
    expect(graceEndsAt(facts({ pastDueSince: daysAgo(2) }), 7)).toBeNull();
  });

  it.each([
    [24 * 7, 7],
    [24 * 7 - 1, 7],
    [24, 1],
    [1, 1],
    [0, 0],
    [-5, 0],
  ])('count %d hours as %d days left', (hours, days) => {
    expect(daysLeft(new Date(NOW.getTime() + hours * HOUR_MS), NOW)).toBe(days);
  });
});
