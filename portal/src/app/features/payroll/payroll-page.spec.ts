import { HttpTestingController } from '@angular/common/http/testing';
import { ComponentFixture, TestBed } from '@angular/core/testing';
import type { PayrollRowView, PayrollView } from '@konstruct/api-client';
import { LiveUpdates } from '../../core/live/live-updates';
import { answer, openTenant, providePortalTesting, settle, streams } from '../../testing/portal-testing';
import { TENANT_ID, budgetView, payrollRow } from '../../testing/wire-samples';
import { PayrollPage } from './payroll-page';

const PAYROLL = `/api/portal/tenants/${TENANT_ID}/payroll`;

function payrollView(rows: PayrollRowView[]): PayrollView {
  return {
    month: '2026-11',
    time_zone: 'Europe/Berlin',
    as_of: '2026-11-21T10:00:00.000Z',
    days_elapsed: 21,
    days_in_month: 30,
    rows,
    business_budget: { ...budgetView(), limit_usd: 100, effective_limit_usd: 100, percent: 23.4, resets_in_days: 9 },
    totals: {
      unsaved_drafts_usd: 0,
      headcount: rows.length,
      seat_usd: 49,
      model_usd: 23.418,
      total_usd: 72.418,
      forecast_usd: 84.21,
      messages_handled: 1284,
      conversations: 412,
      unpriced_calls: 0,
      channel_fees_usd: 0,
      previous_total_usd: 70.1,
      total_tokens: 8_412_333,
    },
  };
}

describe('PayrollPage', () => {
  let fixture: ComponentFixture<PayrollPage>;
  const text = () => (fixture.nativeElement as HTMLElement).textContent.replace(/\s+/g, ' ');

  beforeEach(async () => {
    TestBed.configureTestingModule({ providers: providePortalTesting() });
    openTenant();
    TestBed.inject(LiveUpdates).start();
    fixture = TestBed.createComponent(PayrollPage);
    await settle();
  });

  it('shows a skeleton, then each employee with cost, messages and budget', async () => {
    expect(text()).toContain('Loading');
    answer('GET', PAYROLL, payrollView([payrollRow()]));
    await settle();
    for (const expected of ['Nora', 'Customer support', 'Live', '$72.42', '1,284', '59% of $40.00', 'Europe/Berlin']) {
      expect(text()).toContain(expected);
    }
  });

  it('marks calls without a price, so that the total is not taken for all of it', async () => {
    answer('GET', PAYROLL, payrollView([payrollRow({ unpriced_calls: 14 })]));
    await settle();
    expect(text()).toContain('14 calls or channel fees have no price yet');
  });

  it('says of every budget when it runs out and when it starts anew, and offers overtime where it is tight', async () => {
    const tight = payrollRow({ budget_status: 'warning', budget_percent: 86, budget_reaches_limit_on: '2026-11-23' });
    answer('GET', PAYROLL, payrollView([tight]));
    await settle();
    for (const expected of ['Reached on the 23rd', 'Resets in 10 days', 'Give overtime', 'Resets in 9 days']) {
      expect(text()).toContain(expected);
    }
  });

  it('leads to hiring while nobody is on payroll', async () => {
    answer('GET', PAYROLL, payrollView([]));
    await settle();
    expect(text()).toContain('Hire your first employee');
  });

  it('updates by itself when something changed', async () => {
    answer('GET', PAYROLL, payrollView([payrollRow()]));
    await settle();
    streams[0]?.announce('payroll');
    answer('GET', PAYROLL, payrollView([payrollRow({ messages_handled: 1285 })]));
    await settle();
    expect(text()).toContain('1,285');
  });

  it('says what went wrong and tries again when asked', async () => {
    answer('GET', PAYROLL, { title: 'Not loaded', detail: 'Try again.', request_id: 'req-3' }, { status: 503 });
    await settle();
    expect(text()).toContain('req-3');
    (fixture.nativeElement as HTMLElement).querySelector<HTMLButtonElement>('k-error-state button')?.click();
    answer('GET', PAYROLL, payrollView([payrollRow()]));
    await settle();
    expect(text()).toContain('Nora');
  });

  it('asks for the month in the address, and for the current one when it is not a month', async () => {
    const http = TestBed.inject(HttpTestingController);
    http.expectOne(PAYROLL).flush(payrollView([]));
    fixture.componentRef.setInput('month', '2026-10');
    await settle();
    expect(http.expectOne((request) => request.url === PAYROLL).request.params.get('month')).toBe('2026-10');
    fixture.componentRef.setInput('month', 'octember');
    await settle();
    expect(http.expectOne((request) => request.url === PAYROLL).request.params.has('month')).toBe(false);
  });
});
