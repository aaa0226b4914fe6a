import { isOutdated, isWanted } from './notice-choice';

describe('which notices are posted', () => {
  const outlet = { topics: ['channel' as const, 'billing' as const], leastSeverity: 'warning' as const };

  it('are those of a chosen topic that matter enough', () => {
    expect(isWanted(outlet, { kind: 'channel.broken', severity: 'critical' })).toBe(true);
    expect(isWanted(outlet, { kind: 'billing.payment_failed', severity: 'warning' })).toBe(true);
    expect(isWanted(outlet, { kind: 'billing.trial_will_end', severity: 'info' })).toBe(false);
    expect(isWanted(outlet, { kind: 'budget.exceeded', severity: 'critical' })).toBe(false);
  });

  it('are not those that are over, or were told again because they got worse', () => {
    const raised = { isResolution: false, severity: 'warning' as const };
    expect(isOutdated(raised, { resolvedAt: null, severity: 'warning' })).toBe(false);
    expect(isOutdated(raised, { resolvedAt: null, severity: 'info' })).toBe(false);
    expect(isOutdated(raised, { resolvedAt: null, severity: 'critical' })).toBe(true);
    expect(isOutdated(raised, { resolvedAt: new Date(), severity: 'warning' })).toBe(true);
    expect(isOutdated({ ...raised, isResolution: true }, { resolvedAt: new Date(), severity: 'warning' })).toBe(false);
  });
});
