import { HttpTestingController } from '@angular/common/http/testing';
import { ComponentFixture, TestBed } from '@angular/core/testing';
import type { BillingView, QuantityPreviewView } from '@konstruct/api-client';
import type { Role } from '@konstruct/contracts';
import { LiveUpdates } from '../../core/live/live-updates';
import { answer, openTenant, providePortalTesting, settle, streams } from '../../testing/portal-testing';
import { billingView } from '../../testing/wire-samples';
import { BillingPage } from './billing-page';

const BILLING = '/api/portal/billing';
const EMPTY = { items: [], next_cursor: null };

function previewView(changes: Partial<QuantityPreviewView> = {}): QuantityPreviewView {
  return {
    agent_count: 4,
    proration_date: 1_795_253_400,
    summary: 'From 3 to 4 employees. $24.50 are charged now.',
    due_today_usd: 24.5,
    lines_today: [{ description: 'Remaining time on 4 × AI Employee Plan', amount_usd: 24.5 }],
    next_invoice_usd: 196,
    next_invoice_at: '2026-12-05T09:30:00.000Z',
    next_invoice_lines: [{ description: '4 × AI Employee Plan', amount_usd: 196 }],
    agents_to_stop: 0,
    live_agents: [],
    ...changes,
  };
}

describe('BillingPage (PRTA-05)', () => {
  let fixture: ComponentFixture<BillingPage>;
  const host = () => fixture.nativeElement as HTMLElement;
  const text = () => host().textContent.replace(/\s+/g, ' ');
  const button = (name: string) => {
    const found = [...host().querySelectorAll('button')].find((each) => {
      return (each.getAttribute('aria-label') ?? each.textContent).trim() === name;
    });
    if (!found) throw new Error(`there is no button ${name}`);
    return found;
  };
  const pause = () => new Promise((resolve) => setTimeout(resolve, 400));

  async function open(billing: BillingView, role: Role = 'owner'): Promise<void> {
    TestBed.configureTestingModule({ providers: providePortalTesting() });
    openTenant(role);
    TestBed.inject(LiveUpdates).start();
    fixture = TestBed.createComponent(BillingPage);
    await settle();
    answer('GET', BILLING, billing);
    answerLists();
    await settle();
  }

  function answerLists(): void {
    answer('GET', `${BILLING}/invoices`, EMPTY);
    answer('GET', `${BILLING}/timeline`, EMPTY);
    answer('GET', `${BILLING}/next-invoice`, { amount_usd: null, date: null, lines: [] });
  }

  it('shows the plan, how much of it is used, and the days left of a trial', async () => {
    const trial = {
      subscription_status: 'trialing',
      trial_ends_at: '2026-12-05T09:30:00.000Z',
      trial_days_left: 11,
    } as const;
    await open(billingView(trial));
    for (const expected of [
      'AI Employee Plan',
      '$49.00 /agent/month',
      'Trial',
      '2 of 3',
      '11 days left',
      'Visa ending in 4242',
    ]) {
      expect(text().replace('$49.00/', '$49.00 /')).toContain(expected);
    }
  });

  it('previews a change in words and lines before it is made, and sends the same moment with it', async () => {
    await open(billingView());
    button('One employee more').click();
    await pause();
    answer('POST', `${BILLING}/quantity/preview`, previewView());
    await settle();
    expect(text()).toContain('$24.50 are charged now');
    expect(text()).toContain('Remaining time on 4 × AI Employee Plan');
    button('Confirm the change').click();
    const change = TestBed.inject(HttpTestingController).expectOne(`${BILLING}/quantity`);
    expect(change.request.body).toMatchObject({ agent_count: 4, proration_date: 1_795_253_400, stop_agent_ids: [] });
    expect(change.request.headers.get('Idempotency-Key')).toMatch(/^[0-9a-f]{32}$/);
    change.flush({ outcome: 'changed', pay_url: null, billing: billingView({ agent_quota: 4 }) });
    await settle();
    expect(text()).toContain('Press − or +');
  });

  it('asks who stops, and lets nobody confirm before', async () => {
    await open(billingView());
    button('One employee less').click();
    await pause();
    const live_agents = [
      { id: 'a1', name: 'Mia' },
      { id: 'a2', name: 'Nora' },
    ];
    answer('POST', `${BILLING}/quantity/preview`, previewView({ agent_count: 2, agents_to_stop: 1, live_agents }));
    await settle();
    expect(button('Confirm the change').disabled).toBe(true);
    host().querySelector<HTMLInputElement>('mat-checkbox input')?.click();
    await settle();
    expect(button('Confirm the change').disabled).toBe(false);
  });

  it('keeps the old number and says where to pay when the bank says no', async () => {
    await open(billingView());
    button('One employee more').click();
    await pause();
    answer('POST', `${BILLING}/quantity/preview`, previewView());
    await settle();
    button('Confirm the change').click();
    const pay_url = 'https://pay.example/1';
    answer('POST', `${BILLING}/quantity`, { outcome: 'payment_required', pay_url, billing: billingView() });
    await settle();
    expect(text()).toContain('The payment did not go through');
    expect(host().querySelector('a[href="https://pay.example/1"]')).not.toBeNull();
    expect(host().querySelector('output')?.textContent).toBe('3');
  });

  it('offers a trial, Resubscribe, or the payment that is missing', async () => {
    await open(billingView({ subscription_status: 'none', is_trial_available: true, agents_used: 0 }));
    expect(text()).toContain('No subscription');
    expect(button('Start 14-day trial').disabled).toBe(false);
    streams[0]?.announce('billing');
    const pastDue = {
      subscription_status: 'past_due',
      standing: 'in_grace',
      pay_url: 'https://pay.example/2',
    } as const;
    answer('GET', BILLING, billingView(pastDue));
    answerLists();
    await settle();
    expect(text()).toContain('Payment required');
    expect(text()).toContain('Update payment');
    expect(host().querySelector('a[href="https://pay.example/2"]')?.textContent).toContain('Pay now');
  });

  it('changes no number of what ends with its period', async () => {
    const periodEnd = '2026-12-05T09:30:00.000Z';
    await open(billingView({ cancel_at_period_end: true, cancel_at: periodEnd, current_period_end: periodEnd }));
    expect(button('One employee more').disabled).toBe(true);
    expect(text()).toContain('Resume it to change how many employees you pay for.');
  });

  it('proposes to whoever comes back as many employees as there were', async () => {
    await open(billingView({ subscription_status: 'canceled', standing: 'canceled', agents_used: 0, agent_quota: 5 }));
    expect(host().querySelector('output')?.textContent).toBe('5');
    expect(text()).toContain('$245.00 a month');
  });

  it('lets only the owner end it at once', async () => {
    await open(billingView(), 'admin');
    expect(text()).toContain('Cancel at period end');
    expect(text()).not.toContain('End it now');
  });

  it('shows the state right after Checkout, without waiting for the webhook', async () => {
    TestBed.configureTestingModule({ providers: providePortalTesting() });
    openTenant();
    fixture = TestBed.createComponent(BillingPage);
    fixture.componentRef.setInput('checkout_session_id', 'cs_test_1');
    await settle();
    const refresh = TestBed.inject(HttpTestingController).expectOne(`${BILLING}/refresh`);
    expect(refresh.request.body).toMatchObject({ checkout_session_id: 'cs_test_1' });
    refresh.flush(billingView({ subscription_status: 'trialing' }));
    await settle();
    expect(text()).toContain('Welcome aboard');
  });
});
