import { HttpTestingController } from '@angular/common/http/testing';
import { ComponentFixture, TestBed } from '@angular/core/testing';
import type { DeliveryView, Role } from '@konstruct/api-client';
import { Confirm } from '@konstruct/ui';
import { Messages } from '../../core/layout/messages';
import { LiveUpdates } from '../../core/live/live-updates';
import { answer, openTenant, providePortalTesting, settle, streams } from '../../testing/portal-testing';
import { TENANT_ID } from '../../testing/wire-samples';
import { DeliveriesPage } from './deliveries-page';
import { deliveryView } from './delivery-sample';

const DELIVERIES = `/api/portal/tenants/${TENANT_ID}/deliveries`;

describe('DeliveriesPage', () => {
  const messages = { say: jest.fn(), complain: jest.fn() };
  const confirm = { ask: jest.fn<Promise<boolean>, [object]>() };
  let fixture: ComponentFixture<DeliveriesPage>;
  const page = () => fixture.nativeElement as HTMLElement;
  const text = () => page().textContent.replace(/\s+/g, ' ');
  const button = (label: string) =>
    [...page().querySelectorAll('button')].find((found) => found.textContent.includes(label));

  async function open(role: Role = 'operator', state?: string): Promise<void> {
    jest.clearAllMocks();
    TestBed.configureTestingModule({
      providers: [
        ...providePortalTesting(),
        { provide: Messages, useValue: messages },
        { provide: Confirm, useValue: confirm },
      ],
    });
    openTenant(role);
    TestBed.inject(LiveUpdates).start();
    fixture = TestBed.createComponent(DeliveriesPage);
    if (state) fixture.componentRef.setInput('state', state);
    await settle();
  }

  async function load(...items: DeliveryView[]): Promise<void> {
    answer('GET', DELIVERIES, { items, next_cursor: null });
    await settle();
  }

  it('shows each with error, meaning, fix, attempts and next try', async () => {
    await open();
    expect(text()).toContain('Loading');
    await load(
      deliveryView(),
      deliveryView({ id: '2', state: 'pending', next_attempt_at: '2026-11-21T10:35:00.000Z' }),
    );
    for (const expected of ['Jordan', '#support', 'Failed', 'not a member', '/invite', 'not_in_channel', 'Attempts3'])
      expect(text()).toContain(expected);
    expect(text()).toMatch(/Next try.*11:35/);
  });

  it("says that a provider's limit holds it back, and until when", async () => {
    await open();
    const limited = { state: 'pending', waits_for_limit: true, next_attempt_at: '2026-11-21T10:35:09.000Z' } as const;
    await load(deliveryView({ ...limited, attempts: 0, channel_kind: 'whatsapp' }));
    expect(text()).toMatch(/Waits for WhatsApp’s limit until 11:35:09.*It is sent by itself then/);
    expect(text()).not.toContain('not_in_channel');
  });

  it('asks for the state in the address, and for all when it is not one', async () => {
    await open('operator', 'parked');
    const http = TestBed.inject(HttpTestingController);
    const parked = http.expectOne((request) => request.url === DELIVERIES);
    expect(parked.request.params.get('state')).toBe('parked');
    parked.flush({ items: [], next_cursor: null });
    await settle();
    expect(text()).toContain('Nothing waits for you here.');
    fixture.componentRef.setInput('state', 'lost');
    await settle();
    const all = http.expectOne((request) => request.url === DELIVERIES);
    expect(all.request.params.has('state')).toBe(false);
  });

  it('says what became of a retry, and leaves the row where it is meanwhile', async () => {
    await open();
    await load(deliveryView());
    button('Retry')?.click();
    await settle();
    expect(button('Sending…')?.disabled).toBe(true);
    streams[0]?.announce('conversations');
    answer('POST', `${DELIVERIES}/delivery-1/retry`, deliveryView({ state: 'sent' }));
    await settle();
    await load(deliveryView({ state: 'sent', error: null }));
    expect(messages.say).toHaveBeenCalledWith('Sent to Jordan, #support.');
    expect(button('Retry')).toBeUndefined();
  });

  it('discards only after a yes', async () => {
    await open();
    await load(deliveryView());
    confirm.ask.mockResolvedValueOnce(false);
    button('Discard')?.click();
    await settle();
    TestBed.inject(HttpTestingController).expectNone(`${DELIVERIES}/delivery-1/discard`);
    confirm.ask.mockResolvedValueOnce(true);
    button('Discard')?.click();
    await settle();
    answer('POST', `${DELIVERIES}/delivery-1/discard`, deliveryView({ state: 'discarded' }));
    await settle();
    await load(deliveryView({ state: 'discarded' }));
    expect(messages.say).toHaveBeenCalledWith('The answer is discarded.');
    expect(text()).toContain('Discarded');
  });

  it('says so when the server refuses, and shows how it stands', async () => {
    await open();
    await load(deliveryView());
    button('Retry')?.click();
    answer('POST', `${DELIVERIES}/delivery-1/retry`, { title: 'Refused', detail: 'It is sent.' }, { status: 409 });
    await settle();
    await load(deliveryView({ state: 'sent', error: null }));
    expect(messages.complain).toHaveBeenCalledTimes(1);
    expect(text()).toContain('Sent');
  });

  it('follows what changes elsewhere; what left the filter leaves the list', async () => {
    await open('operator', 'failed');
    await load(deliveryView());
    streams[0]?.announce('conversations');
    await load();
    expect(text()).toContain('None in this state');
  });

  it('offers no decision to those who may only read', async () => {
    await open('viewer');
    await load(deliveryView());
    expect(button('Retry')).toBeUndefined();
    expect(button('Discard')).toBeUndefined();
  });

  it('says what went wrong and tries again when asked', async () => {
    await open();
    answer('GET', DELIVERIES, { title: 'Not loaded', detail: 'Try again.', request_id: 'req-3' }, { status: 503 });
    await settle();
    expect(text()).toContain('req-3');
    page().querySelector<HTMLButtonElement>('k-error-state button')?.click();
    await load(deliveryView());
    expect(text()).toContain('Jordan');
  });
});
