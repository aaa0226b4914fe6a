import { HttpTestingController, TestRequest } from '@angular/common/http/testing';
import { ComponentFixture, TestBed } from '@angular/core/testing';
import type { CheckWhatsappRequest } from '@konstruct/api-client';
import { openTenant, providePortalTesting, settle } from '../../testing/portal-testing';
import { TENANT_ID, connectionView, whatsappCheck } from '../../testing/wire-samples';
import { WhatsappConnectForm } from './whatsapp-connect-form';

const CHECKS = '/api/portal/channels/whatsapp/checks';
const CONNECT = '/api/portal/channels/whatsapp/connect';
const VALUES = {
  'Access token': 'EAAGtoken-of-a-system-user',
  'App secret': '0123456789abcdef',
  'WhatsApp Business Account ID': '102290129340398',
  'Phone number ID': '106540352242922',
};

describe('WhatsappConnectForm', () => {
  let fixture: ComponentFixture<WhatsappConnectForm>;
  const connected = jest.fn();
  const host = () => fixture.nativeElement as HTMLElement;
  const text = () => host().textContent.replace(/\s+/g, ' ');
  const http = () => TestBed.inject(HttpTestingController);

  beforeEach(async () => {
    connected.mockClear();
    TestBed.configureTestingModule({ providers: providePortalTesting() });
    openTenant();
    fixture = TestBed.createComponent(WhatsappConnectForm);
    fixture.componentInstance.connected.subscribe(connected);
    await settle();
  });

  afterEach(() => {
    fixture.destroy();
    http().match(() => true);
  });

  function type(label: string, value: string): void {
    const field = [...host().querySelectorAll('mat-form-field')].find(
      (each) => each.querySelector('mat-label')?.textContent === label,
    );
    const input = field?.querySelector('input');
    if (!input) throw new Error(`there is no field ${label}`);
    input.value = value;
    input.dispatchEvent(new Event('input'));
  }

  /** Lets the pause after typing pass. */
  async function pause(): Promise<void> {
    await settle();
    await new Promise((resolve) => setTimeout(resolve, 550));
    await settle();
  }

  const bodyOf = (request: TestRequest) => request.request.body as CheckWhatsappRequest;

  it('asks nothing before there is a token', async () => {
    type('Phone number ID', '106540352242922');
    await pause();
    http().expectNone(CHECKS);
    expect(text()).toContain('Starts as soon as there is a token');
  });

  it('asks what a field concerns once somebody stops typing, with what is known', async () => {
    type('Access token', 'EAAG');
    type('Access token', '  EAAGtoken-of-a-system-user ');
    await pause();
    const first = http().expectOne(CHECKS);
    expect(bodyOf(first)).toMatchObject({ tenant_id: TENANT_ID, access_token: 'EAAGtoken-of-a-system-user' });
    expect(host().querySelectorAll('mat-progress-spinner')).toHaveLength(7);
    first.flush({ checks: [whatsappCheck()] });
    await settle();
    expect(text()).toContain('The token is valid and does not expire.');
    type('Phone number ID', '106540352242922');
    await pause();
    expect(bodyOf(http().expectOne(CHECKS)).checks).toEqual(['number', 'number_status', 'quality']);
  });

  it('shows of two answers to one check only the one to the latest question', async () => {
    type('Access token', 'EAAG-old');
    await pause();
    const [slow] = http().match(CHECKS);
    type('Access token', 'EAAG-new');
    await pause();
    const [quick] = http().match(CHECKS);
    quick?.flush({ checks: [whatsappCheck({ detail: 'about the new one' })] });
    slow?.flush({ checks: [whatsappCheck({ detail: 'about the old one' })] });
    await settle();
    expect(text()).toContain('about the new one');
    expect(text()).not.toContain('about the old one');
  });

  it('runs one check again alone', async () => {
    type('Access token', 'EAAGtoken');
    await pause();
    http().expectOne(CHECKS).flush({ checks: [] });
    await settle();
    host().querySelector<HTMLButtonElement>('[aria-label="Check again: Quality rating"]')?.click();
    await settle();
    expect(bodyOf(http().expectOne(CHECKS)).checks).toEqual(['quality']);
  });

  it('keeps an id with letters in it to itself and says what is wrong', async () => {
    type('Access token', 'EAAGtoken');
    type('Phone number ID', '+1 555 078 3881');
    await pause();
    expect(bodyOf(http().expectOne(CHECKS)).phone_number_id).toBeUndefined();
  });

  async function submit(): Promise<TestRequest> {
    for (const [label, value] of Object.entries(VALUES)) type(label, value);
    await settle();
    host().querySelector<HTMLButtonElement>('button[type=submit]')?.click();
    await settle();
    return http().expectOne(CONNECT);
  }

  it('connects with the four values', async () => {
    const request = await submit();
    expect(request.request.body).toEqual({
      tenant_id: TENANT_ID,
      access_token: VALUES['Access token'],
      app_secret: VALUES['App secret'],
      business_account_id: VALUES['WhatsApp Business Account ID'],
      phone_number_id: VALUES['Phone number ID'],
    });
    request.flush(connectionView({ kind: 'whatsapp' }));
    await settle();
    expect(connected).toHaveBeenCalledTimes(1);
  });

  it('puts a refusal on the field that it is about', async () => {
    const request = await submit();
    const errors = [{ pointer: '/app_secret', detail: 'The app secret is not the one of the app.' }];
    request.flush(
      { code: 'whatsapp_check_failed', title: 'A check failed', errors },
      { status: 422, statusText: '422' },
    );
    await settle();
    await settle();
    const field = host().querySelector('mat-error');
    expect(field?.textContent).toContain('The app secret is not the one of the app.');
    expect(connected).not.toHaveBeenCalled();
  });
});
