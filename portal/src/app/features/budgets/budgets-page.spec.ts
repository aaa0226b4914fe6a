import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { HttpTestingController } from '@angular/common/http/testing';
import { ComponentFixture, TestBed } from '@angular/core/testing';
import { MatButtonHarness } from '@angular/material/button/testing';
import { MatInputHarness } from '@angular/material/input/testing';
import type { BudgetAlertPage, Role } from '@konstruct/api-client';
import { Confirm } from '@konstruct/ui';
import { answer, openTenant, providePortalTesting, settle } from '../../testing/portal-testing';
import { AGENT_ID, TENANT_ID, budgetView } from '../../testing/wire-samples';
import { BudgetsPage } from './budgets-page';

const USAGE = `/api/portal/usage/${TENANT_ID}`;

function budgets(changes: Partial<BudgetAlertPage> = {}): BudgetAlertPage {
  const business = {
    ...budgetView({ limit_usd: 100, effective_limit_usd: 120, overtime_usd: 20, percent: 19.5 }),
    at_limit: 'stop' as const,
  };
  return { items: [budgetView({ reaches_limit_on: '2026-11-23' })], next_cursor: null, business, ...changes };
}

describe('BudgetsPage', () => {
  let fixture: ComponentFixture<BudgetsPage>;
  const confirm = { ask: jest.fn(() => Promise.resolve(true)) };
  const text = (): string => (fixture.nativeElement as HTMLElement).textContent.replace(/\s+/g, ' ');
  const inPage = () => TestbedHarnessEnvironment.loader(fixture);
  const inDialogs = () => TestbedHarnessEnvironment.documentRootLoader(fixture);

  async function open(role: Role = 'owner', page = budgets()): Promise<void> {
    TestBed.configureTestingModule({ providers: [...providePortalTesting(), { provide: Confirm, useValue: confirm }] });
    openTenant(role);
    fixture = TestBed.createComponent(BudgetsPage);
    await settle();
    answer('GET', `${USAGE}/budget-alerts`, page);
    await settle();
  }

  it('shows how each budget stands, where it goes and when it starts anew', async () => {
    await open();
    const words = ['Nora', '59% of $40.00', 'Reaches its limit on the 23rd', 'Resets in 10 days, on Dec 1, 2026'];
    for (const expected of words) expect(text()).toContain(expected);
    expect(text()).toContain('$20.00 of it is overtime');
  });

  it('shows how far estimates were wrong, and what is not counted', async () => {
    const budget = budgetView({
      status: 'exceeded',
      over_limit_usd: 0.0004,
      estimate_error_usd: 0.0006,
      unpriced_calls: 3,
    });
    await open('owner', budgets({ items: [budget] }));
    for (const words of [
      'Above its limit by $0.0004',
      'wrong by up to $0.0006',
      '3 calls or channel fees have no price yet',
    ]) {
      expect(text()).toContain(words);
    }
  });

  it("shows the limit without this month's overtime, and warns before one below what is spent is set", async () => {
    await open();
    const limit = await inPage().getHarness(MatInputHarness);
    expect(await limit.getValue()).toBe('100');
    await limit.setValue('2');
    expect(text()).toContain('$23.42 is spent already this month, so this limit is reached at once.');
    await (await inPage().getHarness(MatButtonHarness.with({ text: 'Save' }))).click();
    await settle();
    expect(confirm.ask).toHaveBeenCalledWith(
      expect.objectContaining({ title: 'Set a limit below what is spent?', isDestructive: true }),
    );
    const { request } = TestBed.inject(HttpTestingController).expectOne(`${USAGE}/budget`);
    expect([request.method, request.body]).toEqual(['PUT', { limit_usd: 2, at_limit: 'stop' }]);
  });

  it('grants overtime once, after saying what it does', async () => {
    await open();
    const buttons = await inPage().getAllHarnesses(MatButtonHarness.with({ text: /Overtime/ }));
    await buttons[1]?.click();
    await settle();
    await settle();
    expect(document.body.textContent).toContain('It raises the limit of this month only');
    const confirm = await inDialogs().getHarness(MatButtonHarness.with({ text: 'Give $20.00 of overtime' }));
    await confirm.click();
    const { request } = TestBed.inject(HttpTestingController).expectOne(`${USAGE}/overtime`);
    expect(request.body).toEqual({ agent_id: AGENT_ID, amount_usd: 20, granted_so_far_usd: 0 });
    expect(request.headers.has('Idempotency-Key')).toBe(true);
  });

  it('asks for overtime at once when a notice leads here, and tells who may not give it', async () => {
    await open();
    fixture.componentRef.setInput('overtime', AGENT_ID);
    for (let turn = 0; turn < 4; turn += 1) await settle();
    expect(document.body.textContent).toContain('Overtime for Nora');
  });

  it('says that overtime is for the whole business', async () => {
    await open();
    fixture.componentRef.setInput('overtime', 'business');
    for (let turn = 0; turn < 4; turn += 1) await settle();
    expect(document.body.textContent).toContain('Overtime for the whole business');
  });

  it('tells somebody who may not give overtime whom to ask', async () => {
    await open('viewer');
    fixture.componentRef.setInput('overtime', 'business');
    await settle();
    expect(text()).toContain('Ask an operator, admin or owner of the business.');
  });

  it('shows a viewer everything and lets them change nothing', async () => {
    await open('viewer');
    expect(text()).toContain('Ask an operator, admin or owner');
    expect(await inPage().getAllHarnesses(MatButtonHarness)).toEqual([]);
  });
});
