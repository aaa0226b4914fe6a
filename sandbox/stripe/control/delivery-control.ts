import type { FastifyInstance } from 'fastify';
import { randomText } from '../ids';
import type { StripeServices } from '../stripe-services';
import { controlSchemas } from './control-schemas';

interface NewEvent {
  type: string;
  object: Record<string, unknown>;
  previous_attributes?: Record<string, unknown>;
}

/** Webhooks: what was sent, sending it again, letting go of what is held, and rolling the secret. */
export function registerDeliveryControl(control: FastifyInstance, services: StripeServices): void {
  const { events, sender, world } = services;

  control.get<{ Querystring: { event_type?: string } }>('/deliveries', ({ query }) => ({
    deliveries: sender.log.list().filter((delivery) => !query.event_type || delivery.event_type === query.event_type),
  }));
  control.delete('/deliveries', () => {
    sender.log.clear();
    return { ok: true };
  });
  control.post('/deliveries/release', () => {
    const released = sender.heldCount;
    sender.release();
    return { released };
  });

  control.post<{ Params: { id: string } }>('/events/:id/resend', ({ params }, reply) => {
    sender.send(world.get('event', params.id));
    void reply.code(202);
    return { ok: true };
  });
  /** Any event, signed: for what the sandbox does not do by itself. */
  control.post<{ Body: NewEvent }>('/events', { schema: controlSchemas.event }, ({ body }, reply) => {
    void reply.code(202);
    return events.emit(body.type, body.object, body.previous_attributes);
  });

  control.post<{ Params: { id: string }; Body: { keep_seconds?: number; secret?: string } }>(
    '/webhook_endpoints/:id/roll',
    { schema: controlSchemas.roll },
    ({ params, body }) => {
      const endpoint = world.get('webhook_endpoint', params.id);
      const expiresAt = world.realNow() + (body.keep_seconds ?? 86_400) * 1_000;
      const value = body.secret ?? `whsec_${randomText(32)}`;
      const old = world.state.endpointSecrets[endpoint.id] ?? [];
      const fading = old.map((secret) => ({ ...secret, expiresAt: secret.expiresAt ?? expiresAt }));
      world.state.endpointSecrets[endpoint.id] = [{ value, expiresAt: null }, ...fading];
      world.keep();
      return { secret: value };
    },
  );
}
