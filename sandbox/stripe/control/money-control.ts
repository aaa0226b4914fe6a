import type { FastifyInstance } from 'fastify';
import { closeDispute, disputeCharge, refundCharge } from '../payments/refunds';
import type { StripeServices } from '../stripe-services';
import { controlSchemas } from './control-schemas';
import { editSubscription, type SubscriptionEdit } from './edit-subscription';

/** What somebody does by hand in Stripe's own dashboard, and what banks do. */
export function registerMoneyControl(control: FastifyInstance, services: StripeServices): void {
  const { world, invoices } = services;

  control.patch<{ Params: { id: string }; Body: SubscriptionEdit }>(
    '/subscriptions/:id',
    { schema: controlSchemas.subscription },
    ({ params, body }) => editSubscription(services, params.id, body),
  );
  control.post<{ Params: { id: string } }>('/invoices/:id/mark_uncollectible', ({ params }) => {
    const invoice = world.get('invoice', params.id);
    invoices.markUncollectible(invoice);
    return invoice;
  });
  control.post<{ Params: { id: string } }>('/invoices/:id/void', ({ params }) => {
    const invoice = world.get('invoice', params.id);
    invoices.void(invoice);
    return invoice;
  });
  control.post<{ Body: { charge: string; amount?: number } }>(
    '/refunds',
    { schema: controlSchemas.refund },
    ({ body }) =>
      refundCharge(services, world.get('charge', body.charge), body.amount ?? null, 'requested_by_customer'),
  );
  control.post<{ Body: { charge: string; reason?: string } }>(
    '/disputes',
    { schema: controlSchemas.dispute },
    ({ body }) => disputeCharge(services, world.get('charge', body.charge), body.reason ?? 'fraudulent'),
  );
  control.post<{ Params: { id: string }; Body: { status: 'won' | 'lost' } }>(
    '/disputes/:id/close',
    { schema: controlSchemas.closeDispute },
    ({ params, body }) => closeDispute(services, params.id, body.status),
  );
}
