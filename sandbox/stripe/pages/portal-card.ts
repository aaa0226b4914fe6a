import { readCardForm } from '../checkout/card-form';
import { cardError } from '../payments/wallet';
import type { PortalSession } from '../state/stripe-objects';
import type { StripeServices } from '../stripe-services';
import { openChallenge } from './challenges';

/** Where a flow that is finished leads. */
export function afterFlow(session: PortalSession, done: string): string {
  const flow = session.flow?.after_completion;
  if (flow?.type === 'redirect' && flow.redirect) return flow.redirect.return_url;
  return `/stripe/portal/${session.id}?done=${encodeURIComponent(done)}`;
}

/** Makes a new card the one that everything is paid with; the bank may want to ask first. Returns where to go next. */
export function saveCard(
  services: StripeServices,
  sessionId: string,
  values: Record<string, string>,
  isProven: boolean,
): string {
  const { world, wallet, events } = services;
  const session = world.get('billing_portal.session', sessionId);
  const customer = world.get('customer', session.customer);
  const form = readCardForm(values, { needsAddress: false, now: world.now() });
  const method = wallet.create({ ...form.card, email: customer.email, address: form.address });
  const { saving } = wallet.behaviour(method.id);
  if (typeof saving === 'object') throw cardError(saving);
  if (saving === 'asks' && !isProven) {
    const purpose = { kind: 'card' as const, portalSession: session.id, form: values };
    return openChallenge(services, purpose, method.card, 0);
  }
  if (isProven) wallet.authenticate(method.id);
  wallet.attach(method, customer);
  events.change('customer.updated', customer, () => {
    customer.invoice_settings = { ...customer.invoice_settings, default_payment_method: method.id };
  });
  for (const subscription of world.list('subscription')) {
    const isLive = subscription.status !== 'canceled' && subscription.status !== 'incomplete_expired';
    if (subscription.customer !== customer.id || !isLive) continue;
    events.change(
      'customer.subscription.updated',
      subscription,
      () => (subscription.default_payment_method = method.id),
    );
  }
  return afterFlow(session, 'Your card was updated.');
}
