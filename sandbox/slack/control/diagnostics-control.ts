import type { FastifyInstance } from 'fastify';
import type { OrderedFault } from '../../state/fault-queue';
import type { SlackFault } from '../slack-fault';
import type { SlackServices } from '../slack-services';
import { ControlError } from '../../state/control-error';
import { controlSchemas } from './control-schemas';
import { workspaceOrRefuse } from './lookup';

interface NewFault {
  method: string;
  kind: SlackFault['kind'];
  error?: string;
  count?: number;
  retry_after_seconds?: number;
  delay_ms?: number;
}

/** How long a `timeout` fault holds the request when nobody says. */
const DEFAULT_HOLD_MS = 30_000;

function presentFault(fault: OrderedFault<SlackFault>) {
  return {
    id: fault.id,
    method: fault.method,
    kind: fault.kind,
    remaining: fault.remaining,
    retry_after_seconds: fault.retryAfterSeconds,
    delay_ms: fault.delayMs,
    ...(fault.kind === 'error' ? { error: fault.error } : {}),
  };
}

/** Faults on order, what was asked of the Web API, what was sent as events, and starting afresh. */
export function registerDiagnosticsControl(control: FastifyInstance, services: SlackServices): void {
  registerFaults(control, services);
  registerRecords(control, services);
  registerEvents(control, services);

  control.post('/reset', () => {
    services.statuses.close();
    services.faults.clear();
    services.requests.clear();
    services.sender.log.clear();
    services.world.reset();
    return { ok: true };
  });
}

function registerFaults(control: FastifyInstance, { faults }: SlackServices): void {
  control.get('/faults', () => ({ faults: faults.list().map(presentFault) }));

  control.post<{ Body: NewFault }>('/faults', { schema: controlSchemas.fault }, ({ body }, reply) => {
    const fault: SlackFault = {
      method: body.method,
      kind: body.kind,
      error: body.error ?? 'fatal_error',
      retryAfterSeconds: body.retry_after_seconds ?? 1,
      delayMs: body.delay_ms ?? (body.kind === 'timeout' ? DEFAULT_HOLD_MS : 0),
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

function registerRecords(control: FastifyInstance, { requests, sender }: SlackServices): void {
  control.get<{ Querystring: { method?: string } }>('/requests', ({ query }) => ({
    requests: requests.list().filter((request) => !query.method || request.method === query.method),
  }));
  control.delete('/requests', () => {
    requests.clear();
    return { ok: true };
  });
  control.get<{ Querystring: { event_type?: string } }>('/deliveries', ({ query }) => ({
    deliveries: sender.log.list().filter((delivery) => !query.event_type || delivery.event_type === query.event_type),
  }));
  control.delete('/deliveries', () => {
    sender.log.clear();
    return { ok: true };
  });
}

function registerEvents(control: FastifyInstance, services: SlackServices): void {
  const { sender, publisher } = services;

  /** The same event once more, under the same event id, as a provider's duplicate would be. */
  control.post<{ Params: { id: string } }>('/deliveries/:id/redeliver', ({ params }, reply) => {
    const earlier = sender.find(params.id);
    if (!earlier) throw new ControlError(404, `there is no delivery or event ${params.id}`);
    const about = { eventType: earlier.event_type, teamId: earlier.team_id };
    void reply.code(202);
    return { delivery: sender.send(earlier.body as Record<string, unknown>, about) };
  });

  control.post<{ Body: { team_id: string; event: Record<string, unknown> & { type: string } } }>(
    '/events',
    { schema: controlSchemas.event },
    ({ body }, reply) => {
      const workspace = workspaceOrRefuse(services, body.team_id);
      void reply.code(202);
      return { delivery: publisher.publish(workspace, { event: body.event, hasAuthorizations: true }) };
    },
  );
}
