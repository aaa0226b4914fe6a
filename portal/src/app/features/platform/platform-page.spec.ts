import { ComponentFixture, TestBed } from '@angular/core/testing';
import type { AdminTenantView, ReconciliationView } from '@konstruct/api-client';
import { answer, openTenant, providePortalTesting, settle } from '../../testing/portal-testing';
import { PlatformPage } from './platform-page';

const FIGURES = {
  tenants: 2,
  trialing: 1,
  active: 1,
  past_due: 0,
  unpaid: 0,
  canceled: 0,
  mrr_usd: 147,
  drifted: 1,
};

const TENANT: AdminTenantView = {
  id: 't1',
  name: 'Velo Werkstatt',
  created_at: '2026-11-01T08:00:00.000Z',
  onboarding_minutes: 9.5,
  subscription_status: 'active',
  stripe_status: 'active',
  agent_quota: 3,
  mrr_usd: 147,
  live_subscriptions: 1,
  synced_at: '2026-11-21T09:30:00.000Z',
  last_drift: 'status active here, canceled in Stripe',
  last_drift_at: '2026-11-20T02:00:00.000Z',
};

const ROUND: ReconciliationView = {
  id: 'r1',
  started_at: '2026-11-21T09:30:00.000Z',
  started_by: 'Ada',
  total: 2,
  done: 0,
  drifted: 0,
  failed: 0,
  is_finished: false,
};

describe('PlatformPage', () => {
  let fixture: ComponentFixture<PlatformPage>;
  const host = () => fixture.nativeElement as HTMLElement;
  const text = () => host().textContent.replace(/\s+/g, ' ');

  beforeEach(async () => {
    TestBed.configureTestingModule({ providers: providePortalTesting() });
    openTenant();
    fixture = TestBed.createComponent(PlatformPage);
    await settle();
    answer('GET', '/api/admin/figures', FIGURES);
    answer('GET', '/api/admin/tenants', { items: [TENANT], next_cursor: null });
    await settle();
  });

  it('lists businesses with status, revenue and what differed from Stripe', () => {
    for (const expected of ['Velo Werkstatt', 'Active', '$147.00', '9.5 min', 'canceled in Stripe']) {
      expect(text()).toContain(expected);
    }
  });

  it('compares all with Stripe and shows how far it is', async () => {
    [...host().querySelectorAll('button')].find((each) => each.textContent.includes('Compare all'))?.click();
    answer('POST', '/api/admin/reconciliations', ROUND);
    await settle();
    expect(text()).toContain('0 of 2 compared');
    await new Promise((resolve) => setTimeout(resolve, 900));
    answer('GET', '/api/admin/reconciliations/r1', { ...ROUND, done: 2, drifted: 1, is_finished: true });
    await settle();
    expect(text()).toContain('2 of 2 compared, 1 differed and was put right');
    answer('GET', '/api/admin/figures', FIGURES);
    answer('GET', '/api/admin/tenants', { items: [TENANT], next_cursor: null });
  });
});
