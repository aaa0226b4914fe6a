import type { FastifyInstance } from 'fastify';
import type { OrderedFault } from '../../state/fault-queue';
import { ControlError } from '../../state/control-error';
import type { WhatsAppFault } from '../whatsapp-fault';
import type { WhatsAppServices } from '../whatsapp-services';
import type { WhatsAppSettings } from '../whatsapp-settings';
import type { Release } from '../webhooks/webhook-publisher';
import { controlSchemas } from './control-schemas';
import { accountOrRefuse } from './lookup';

interface NewFault {
  operation: WhatsAppFault['operation'];
  kind: WhatsAppFault['kind'];
  count?: number;
  retry_after_seconds?: number;
  delay_ms?: number;
  code?: number;
  status?: number;
}

interface SettingsChange {
  automatic_statuses?: boolean;
  sent_after_ms?: number;
  delivered_after_ms?: number;
  read_after_ms?: number | null;
  delivery_timeout_ms?: number;
  retry_delays_ms?: number[];
  hold_webhooks?: boolean;
  window_refusal?: WhatsAppSettings['windowRefusal'];
  requires_proof?: boolean;
}

/** How long faults hold the request when nobody says. */
const DEFAULT_DELAY_MS: Partial<Record<WhatsAppFault['kind'], number>> = {
  timeout: 30_000,
  slow: 5_000,
  slow_response_after_effect: 5_000,
};

function presentFault({ id, operation, kind, remaining, retryAfterSeconds, delayMs }: OrderedFault<WhatsAppFault>) {
  return { id, operation, kind, remaining, retry_after_seconds: retryAfterSeconds, delay_ms: delayMs };
}

function presentSettings(settings: WhatsAppSettings, held: number) {
  return {
    automatic_statuses: settings.hasAutomaticStatuses,
    sent_after_ms: settings.sentAfterMs,
    delivered_after_ms: settings.deliveredAfterMs,
    read_after_ms: settings.readAfterMs,
    delivery_timeout_ms: settings.deliveryTimeoutMs,
    retry_delays_ms: settings.retryDelaysMs,
    hold_webhooks: settings.isHoldingWebhooks,
    held_webhooks: held,
    window_refusal: settings.windowRefusal,
    requires_proof: settings.requiresProof,
  };
}

function changeSettings(settings: WhatsAppSettings, body: SettingsChange): void {
  settings.hasAutomaticStatuses = body.automatic_statuses ?? settings.hasAutomaticStatuses;
  settings.sentAfterMs = body.sent_after_ms ?? settings.sentAfterMs;
  settings.deliveredAfterMs = body.delivered_after_ms ?? settings.deliveredAfterMs;
  settings.readAfterMs = body.read_after_ms === undefined ? settings.readAfterMs : body.read_after_ms;
  settings.deliveryTimeoutMs = body.delivery_timeout_ms ?? settings.deliveryTimeoutMs;
  settings.retryDelaysMs = body.retry_delays_ms ?? settings.retryDelaysMs;
  settings.isHoldingWebhooks = body.hold_webhooks ?? settings.isHoldingWebhooks;
  settings.windowRefusal = body.window_refusal ?? settings.windowRefusal;
  settings.requiresProof = body.requires_proof ?? settings.requiresProof;
}

/** How WhatsApp behaves, faults on order, what was asked of the Graph API, what was sent, and starting afresh. */
export function registerDiagnosticsControl(control: FastifyInstance, services: WhatsAppServices): void {
  const { settings, publisher } = services;
  registerFaults(control, services);
  registerRecords(control, services);
  registerWebhooks(control, services);

  control.get('/settings', () => presentSettings(settings, publisher.heldCount));
  control.patch<{ Body: SettingsChange }>('/settings', { schema: controlSchemas.settings }, ({ body }) => {
    changeSettings(settings, body);
    return presentSettings(settings, publisher.heldCount);
  });

  control.post('/reset', () => {
    services.clock.close();
    services.typing.close();
    services.faults.clear();
    services.requests.clear();
    services.sender.log.clear();
    publisher.forget();
    services.world.reset();
    return { ok: true };
  });
}

function registerFaults(control: FastifyInstance, { faults }: WhatsAppServices): void {
  control.get('/faults', () => ({ faults: faults.list().map(presentFault) }));

  control.post<{ Body: NewFault }>('/faults', { schema: controlSchemas.fault }, ({ body }, reply) => {
    const fault: WhatsAppFault = {
      operation: body.operation,
      kind: body.kind,
      retryAfterSeconds: body.retry_after_seconds ?? 0,
      delayMs: body.delay_ms ?? DEFAULT_DELAY_MS[body.kind] ?? 0,
      code: body.code ?? 131_000,
      status: body.status ?? 400,
    };
    void reply.code(201);
    return presentFault(faults.add(fault, body.count ?? 1));
  });

  control.delete('/faults', () => {
    faults.clear();
    return { ok: true };
  });

  control.delete<{ Params: { id: string } }>('/faults/:id', ({ params }) => {
    if (!faults.remove(params.id)) throw new ControlError(404, `there is no fault ${params.id}`);
    return { ok: true };
  });
}

function registerRecords(control: FastifyInstance, { requests, sender }: WhatsAppServices): void {
  control.get<{ Querystring: { operation?: string } }>('/requests', ({ query }) => ({
    requests: requests.list().filter(({ operation }) => !query.operation || operation === query.operation),
  }));
  control.delete('/requests', () => {
    requests.clear();
    return { ok: true };
  });
  control.get<{ Querystring: { kind?: string } }>('/deliveries', ({ query }) => ({
    deliveries: sender.log.list().filter(({ kinds }) => !query.kind || kinds.includes(query.kind)),
  }));
  control.delete('/deliveries', () => {
    sender.log.clear();
    return { ok: true };
  });
}

function registerWebhooks(control: FastifyInstance, services: WhatsAppServices): void {
  const { sender, publisher } = services;

  control.post<{ Params: { id: string } }>('/deliveries/:id/redeliver', ({ params }, reply) => {
    const earlier = sender.find(params.id);
    if (!earlier) throw new ControlError(404, `there is no delivery ${params.id}`);
    void reply.code(202);
    return { delivery: sender.redeliver(earlier) };
  });

  /** Any change of any field, enveloped and signed. */
  control.post<{ Body: { business_account_id: string; field?: string; value: Record<string, unknown> } }>(
    '/webhooks',
    { schema: controlSchemas.webhook },
    ({ body }, reply) => {
      const account = accountOrRefuse(services, body.business_account_id);
      const change = { field: body.field ?? 'messages', value: body.value };
      void reply.code(202);
      return { deliveries: publisher.publish(account, change, account.id) };
    },
  );

  control.post<{ Body: { batch_size?: number; order?: Release['order']; copies?: number } }>(
    '/webhooks/release',
    { schema: controlSchemas.release },
    ({ body }, reply) => {
      void reply.code(202);
      const { batch_size: batchSize, order, copies } = body;
      return { deliveries: publisher.release({ batchSize, order, copies }) };
    },
  );
}
