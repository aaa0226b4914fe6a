import type { FastifyInstance } from 'fastify';
import { closeDispute, disputeCharge, refundCharge } from '../payments/refunds';
import type { StripeServices } from '../stripe-services';
import { controlSchemas } from './control-schemas';

interface Edit {
  quantity?: number;
  cancel_at_period_end?: boolean;
  cancel_now?: boolean;
  end_trial?: boolean;
}

/** What somebody does by hand in Stripe's own dashboard, and what banks do. */
export function registerMoneyControl(control: FastifyInstance, services: StripeServices): void {
  const { world, events, subscriptions, invoices } = services;

  control.patch<{ Params: { id: string }; Body: Edit }>(
    '/subscriptions/:id',
    { schema: controlSchemas.subscription },
    ({ params, body }) => {
      const subscription = world.get('subscription', params.id);
      const { quantity, cancel_at_period_end: cancelAtEnd } = body;
      if (quantity !== undefined) {
        const items = subscription.items.data.map((item, index) => (index === 0 ? { ...item, quantity } : item));
        const wish = { items, prorationBehavior: 'create_prorations' as const, prorationDate: null };
        subscriptions.update(subscription, wish, 'allow_incomplete', () => undefined);
      }
      if (cancelAtEnd !== undefined) {
        const change = () => subscriptions.scheduleCancel(subscription, cancelAtEnd ? 'period_end' : null);
        events.change('customer.subscription.updated', subscription, change);
      }
      if (body.end_trial === true) {
        const wish = { trialEnd: 'now' as const, prorationBehavior: 'none' as const, prorationDate: null };
        subscriptions.update(subscription, wish, 'allow_incomplete', () => undefined);
      }
      if (body.cancel_now === true) {
        subscriptions.cancel(subscription, { reason: 'cancellation_requested', prorate: false, invoiceNow: false });
      }
      return subscription;
    },
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
