import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { HttpTestingController } from '@angular/common/http/testing';
import { ComponentFixture, TestBed } from '@angular/core/testing';
import { MatButtonHarness } from '@angular/material/button/testing';
import { MatInputHarness } from '@angular/material/input/testing';
import type { Role } from '@konstruct/api-client';
import { answer, openTenant, providePortalTesting, settle } from '../../testing/portal-testing';
import { TENANT_ID } from '../../testing/wire-samples';
import { ReconciliationsPage } from './reconciliations-page';

const RECONCILIATIONS = `/api/portal/usage/${TENANT_ID}/reconciliations`;

describe('ReconciliationsPage', () => {
  let fixture: ComponentFixture<ReconciliationsPage>;
  const text = (): string => (fixture.nativeElement as HTMLElement).textContent.replace(/\s+/g, ' ');
  const loader = () => TestbedHarnessEnvironment.loader(fixture);

  async function open(role: Role = 'owner'): Promise<void> {
    TestBed.configureTestingModule({ providers: providePortalTesting() });
    openTenant(role);
    fixture = TestBed.createComponent(ReconciliationsPage);
    await settle();
    answer('GET', RECONCILIATIONS, { items: [], next_cursor: null });
    await settle();
  }

  function chooseFile(name: string, content: string): void {
    const input = (fixture.nativeElement as HTMLElement).querySelector<HTMLInputElement>('input[type=file]');
    const file = Object.assign(new File([content], name), { text: () => Promise.resolve(content) });
    Object.defineProperty(input, 'files', { value: [file], configurable: true });
    input?.dispatchEvent(new Event('change'));
  }

  const compare = async (): Promise<void> => {
    await (await loader().getHarness(MatButtonHarness.with({ text: 'Compare' }))).click();
    await settle();
  };

  it('names the lines of a file that cannot be read, and keeps the file chosen', async () => {
    await open();
    await compare();
    expect(text()).toContain('Choose the file that the provider exported');
    chooseFile('costs.csv', 'day;cost');
    await compare();
    const { request } = TestBed.inject(HttpTestingController).expectOne(`${RECONCILIATIONS}/exports`);
    expect(request.body).toEqual({ provider: 'openai', file_name: 'costs.csv', content: 'day;cost' });
  });

  it('shows what is wrong with a file in words', async () => {
    await open();
    chooseFile('costs.csv', 'day;cost');
    await compare();
    const errors = [{ pointer: '/content', detail: 'Line 1: there is no column of costs or tokens' }];
    const problem = { title: 'The file cannot be read', detail: 'Nothing was stored.', errors };
    answer('POST', `${RECONCILIATIONS}/exports`, problem, { status: 422 });
    await settle();
    expect(text()).toContain('The file cannot be read Nothing was stored. Line 1: there is no column');
    expect(text()).toContain('costs.csv');
  });

  it('compares the total of an invoice', async () => {
    await open();
    const toggle = (fixture.nativeElement as HTMLElement).querySelectorAll<HTMLButtonElement>(
      'mat-button-toggle button',
    );
    toggle[1]?.click();
    await settle();
    await (await loader().getHarness(MatInputHarness.with({ selector: '[type=number]' }))).setValue('214.37');
    await compare();
    const { request } = TestBed.inject(HttpTestingController).expectOne(`${RECONCILIATIONS}/invoices`);
    expect(request.body).toMatchObject({ provider: 'openai', total_usd: 214.37 });
  });

  it('offers no form to those who may only look', async () => {
    await open('viewer');
    expect(text()).toContain('Owners and admins compare invoices');
    expect((fixture.nativeElement as HTMLElement).querySelector('form')).toBeNull();
  });
});
