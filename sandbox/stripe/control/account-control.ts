import type { FastifyInstance } from 'fastify';
import type { OrderedFault } from '../../state/fault-queue';
import { ControlError } from '../../state/control-error';
import { seedAccount } from '../state/seed';
import type { AfterDunning, DeliveryOrder } from '../stripe-account';
import type { StripeFault } from '../stripe-fault';
import type { StripeServices } from '../stripe-services';
import { controlSchemas } from './control-schemas';
import { startAfresh } from './start-afresh';

interface AccountChange {
  webhook_url?: string | null;
  delivery_order?: DeliveryOrder;
  retry_delays_ms?: number[];
  delivery_timeout_ms?: number;
  dunning_days?: number[];
  after_dunning?: AfterDunning;
  draft_seconds?: number;
}

interface NewFault {
  call: string;
  kind: StripeFault['kind'];
  count?: number;
  delay_ms?: number;
}

/** How long a slow call takes when nobody says. */
const DEFAULT_DELAY_MS = 8_000;

export function presentAccount({ account, sender }: StripeServices) {
  return {
    webhook_url: account.webhookUrl,
    delivery_order: account.deliveryOrder,
    held: sender.heldCount,
    retry_delays_ms: account.retryDelaysMs,
    delivery_timeout_ms: account.deliveryTimeoutMs,
    dunning_days: account.dunningDays,
    after_dunning: account.afterDunning,
    draft_seconds: account.draftSeconds,
  };
}

function presentFault({ id, call, kind, remaining, delayMs }: OrderedFault<StripeFault>) {
  return { id, call, kind, remaining, delay_ms: delayMs };
}

/** The account's settings, faults on order, what was asked of the API, and starting afresh. */
export function registerAccountControl(control: FastifyInstance, services: StripeServices): void {
  const { account, faults, requests, sender, world } = services;

  control.get('/account', () => presentAccount(services));
  control.patch<{ Body: AccountChange }>('/account', { schema: controlSchemas.account }, ({ body }) => {
    const wasHeld = account.deliveryOrder === 'held';
    account.webhookUrl = body.webhook_url === undefined ? account.webhookUrl : body.webhook_url;
    account.deliveryOrder = body.delivery_order ?? account.deliveryOrder;
    account.retryDelaysMs = body.retry_delays_ms ?? account.retryDelaysMs;
    account.deliveryTimeoutMs = body.delivery_timeout_ms ?? account.deliveryTimeoutMs;
    account.dunningDays = body.dunning_days ?? account.dunningDays;
    account.afterDunning = body.after_dunning ?? account.afterDunning;
    account.draftSeconds = body.draft_seconds ?? account.draftSeconds;
    if (body.webhook_url !== undefined) seedAccount(world, account);
    if (wasHeld && account.deliveryOrder !== 'held') sender.release();
    return presentAccount(services);
  });

  control.get('/faults', () => ({ faults: faults.list().map(presentFault) }));
  control.post<{ Body: NewFault }>('/faults', { schema: controlSchemas.fault }, ({ body }, reply) => {
    const delayMs = body.delay_ms ?? (body.kind === 'slow' ? DEFAULT_DELAY_MS : 0);
    void reply.code(201);
    return presentFault(faults.add({ call: body.call, kind: body.kind, delayMs }, body.count ?? 1));
  });
  control.delete('/faults', () => {
    faults.clear();
    return { ok: true };
  });
  control.delete<{ Params: { id: string } }>('/faults/:id', ({ params }) => {
    if (!faults.remove(params.id)) throw new ControlError(404, `there is no fault ${params.id}`);
    return { ok: true };
  });

  control.get('/requests', () => ({ requests: requests.list() }));
  control.delete('/requests', () => {
    requests.clear();
    return { ok: true };
  });

  control.post('/reset', () => {
    startAfresh(services);
    return { ok: true };
  });
}
