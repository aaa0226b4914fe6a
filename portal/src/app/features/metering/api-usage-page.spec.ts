import { ComponentFixture, TestBed } from '@angular/core/testing';
import type { MeteredUsageView } from '@konstruct/api-client';
import { answer, openTenant, providePortalTesting, settle } from '../../testing/portal-testing';
import { ApiUsagePage } from './api-usage-page';

const USAGE = '/api/portal/billing/usage';

function usageView(changes: Partial<MeteredUsageView> = {}): MeteredUsageView {
  return {
    period_start: '2026-11-01T00:00:00.000Z',
    period_end: '2026-12-01T00:00:00.000Z',
    api_calls_used: 120,
    api_calls_limit: 1_000,
    api_calls_resets_at: '2026-11-22T00:00:00.000Z',
    is_near_limit: false,
    api_calls_in_period: 10_420,
    token_issuances: 37,
    active_agents: 1,
    agent_limit: 1,
    tier: 'free',
    subscription_status: 'none',
    next_renewal: null,
    ...changes,
  };
}

describe('ApiUsagePage', () => {
  let fixture: ComponentFixture<ApiUsagePage>;
  const text = () => (fixture.nativeElement as HTMLElement).textContent.replace(/\s+/g, ' ');

  async function open(usage: MeteredUsageView): Promise<void> {
    TestBed.configureTestingModule({ providers: providePortalTesting() });
    openTenant();
    fixture = TestBed.createComponent(ApiUsagePage);
    await settle();
    answer('GET', USAGE, usage);
    await settle();
  }

  afterEach(() => fixture.destroy());

  it('shows the meters and offers the upgrade to the free tier', async () => {
    await open(usageView());
    for (const expected of ['120', 'of 1,000', '10,420', '37', 'Upgrade to Paid']) expect(text()).toContain(expected);
    expect(text()).not.toContain('almost used up');
  });

  it('warns from 80%, with the way to the pricing', async () => {
    await open(usageView({ api_calls_used: 812, is_near_limit: true }));
    expect(text()).toContain('Today’s API calls are almost used up');
    expect(text()).toContain('See the pricing');
  });

  it('shows a paid business its status and renewal, and no upgrade', async () => {
    const paid = { tier: 'paid', subscription_status: 'active', next_renewal: '2026-12-05T09:30:00.000Z' } as const;
    await open(usageView({ ...paid, api_calls_limit: null }));
    expect(text()).toContain('Active');
    expect(text()).toContain('renews Dec 5, 2026');
    expect(text()).not.toContain('Upgrade');
  });

  it('reads again every minute', async () => {
    jest.useFakeTimers({ doNotFake: ['setTimeout', 'queueMicrotask', 'nextTick'] });
    await open(usageView());
    jest.advanceTimersByTime(60_000);
    answer('GET', USAGE, usageView({ api_calls_used: 121 }));
    await settle();
    jest.useRealTimers();
    expect(text()).toContain('121');
  });
});
