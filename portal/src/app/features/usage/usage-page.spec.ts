import { HttpTestingController } from '@angular/common/http/testing';
import { ComponentFixture, TestBed } from '@angular/core/testing';
import { provideNoopAnimations } from '@angular/platform-browser/animations';
import { Router } from '@angular/router';
import type { DashboardView, UsageFiguresView } from '@konstruct/api-client';
import { LiveUpdates } from '../../core/live/live-updates';
import { answer, openTenant, providePortalTesting, settle, streams } from '../../testing/portal-testing';
import { AGENT_ID, TENANT_ID } from '../../testing/wire-samples';
import { UsagePage } from './usage-page';

const DASHBOARD = `/api/portal/usage/${TENANT_ID}/dashboard`;

const figures = (changes: Partial<UsageFiguresView> = {}): UsageFiguresView => ({
  input_tokens: 1000,
  cached_input_tokens: 200,
  cache_write_5m_tokens: 0,
  cache_write_1h_tokens: 0,
  input_audio_tokens: 0,
  output_tokens: 300,
  reasoning_tokens: 0,
  output_audio_tokens: 0,
  total_tokens: 1500,
  model_calls: 12,
  cost_usd: 1.25,
  channel_fees_usd: 0,
  unpriced_calls: 0,
  ...changes,
});

function dashboardView(changes: Partial<DashboardView> = {}): DashboardView {
  const points = [{ bucket: 1, model_calls: 12, total_tokens: 1500, total_usd: 1.25 }];
  return {
    from: '2026-10-31T23:00:00.000Z',
    to: '2026-11-02T23:00:00.000Z',
    time_zone: 'Europe/Berlin',
    as_of: '2026-11-02T10:00:00.000Z',
    bucket: 'day',
    buckets: ['2026-11-01', '2026-11-02'],
    total: figures(),
    previous: null,
    agents: [{ ...figures(), agent_id: AGENT_ID, agent_name: 'Nora' }],
    providers: [{ ...figures(), provider: 'openai', models: [{ ...figures(), model: 'gpt-5.4-mini' }] }],
    messages: [{ agent_id: AGENT_ID, agent_name: 'Nora', channel_kind: 'slack', inbound: 6, outbound: 5 }],
    agent_series: [{ agent_id: AGENT_ID, agent_name: 'Nora', points }],
    model_series: [{ provider: 'openai', model: 'gpt-5.4-mini', points }],
    business_budget: null,
    message_series: [{ channel_kind: 'slack', points: [{ bucket: 1, inbound: 6, outbound: 5 }] }],
    ...changes,
  };
}

describe('UsagePage', () => {
  let fixture: ComponentFixture<UsagePage>;
  const element = (): HTMLElement => fixture.nativeElement as HTMLElement;
  const text = (): string => element().textContent.replace(/\s+/g, ' ');
  const press = (label: string): void =>
    [...element().querySelectorAll('button')].find(({ textContent }) => textContent.trim().startsWith(label))?.click();

  beforeEach(async () => {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- ngx-charts 25 knows no other way yet.
    TestBed.configureTestingModule({ providers: [...providePortalTesting(), provideNoopAnimations()] });
    openTenant();
    TestBed.inject(LiveUpdates).start();
    fixture = TestBed.createComponent(UsagePage);
    await settle();
  });

  it('loads everything in one request and shows it as figures and tables', async () => {
    answer('GET', DASHBOARD, dashboardView());
    await settle();
    for (const expected of ['$1.25', '1,500', 'Nora', 'gpt-5.4-mini', 'OpenAI', 'Europe/Berlin'])
      expect(text()).toContain(expected);
    TestBed.inject(HttpTestingController).verify();
  });

  it('has every figure of a chart as a table, from which a day can be gone into', async () => {
    answer('GET', DASHBOARD, dashboardView());
    await settle();
    const navigate = jest.spyOn(TestBed.inject(Router), 'navigate').mockResolvedValue(true);
    press('Show table');
    await settle();
    press('Mon, Nov 2, 2026');
    expect(navigate.mock.calls[0]?.[1]?.queryParams).toEqual({ range: null, from: '2026-11-02', to: '2026-11-02' });
  });

  it('goes from an hour to its single calls, in the days of the business', async () => {
    const buckets = ['2026-11-01T23:00:00.000Z', '2026-11-02T00:00:00.000Z'];
    answer('GET', DASHBOARD, dashboardView({ bucket: 'hour', buckets }));
    await settle();
    const navigate = jest.spyOn(TestBed.inject(Router), 'navigate').mockResolvedValue(true);
    press('Show table');
    await settle();
    press('Nov 2');
    expect(navigate.mock.calls[0]?.[1]?.queryParams).toEqual({
      from: '2026-11-02',
      to: '2026-11-02',
      hour: '2026-11-02T00:00:00.000Z',
    });
  });

  it('says that something has no price, so that the cost is not taken for all of it', async () => {
    answer('GET', DASHBOARD, dashboardView({ total: figures({ unpriced_calls: 3 }) }));
    await settle();
    expect(text()).toContain('3 calls or channel fees have no price yet');
  });

  it('compares with the period before', async () => {
    answer('GET', DASHBOARD, dashboardView());
    fixture.componentRef.setInput('compare', 'previous_period');
    await settle();
    const request = TestBed.inject(HttpTestingController).expectOne((one) => one.url === DASHBOARD);
    expect(request.request.params.get('compare')).toBe('previous_period');
    request.flush(dashboardView({ previous: { from: '', to: '', total: figures({ cost_usd: 1 }) } }));
    await settle();
    expect(text()).toContain('+25% to the period before');
  });

  it('is empty on purpose when nothing was used, and updates when something is', async () => {
    answer('GET', DASHBOARD, dashboardView({ total: figures({ model_calls: 0 }), messages: [] }));
    await settle();
    expect(text()).toContain('Nothing was used in this time');
    streams[0]?.announce('payroll');
    answer('GET', DASHBOARD, dashboardView());
    await settle();
    expect(text()).toContain('Cost by employee');
  });
});
