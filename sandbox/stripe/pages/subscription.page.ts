import type { FastifyInstance } from 'fastify';
import { html, type SafeHtml } from '../../web/html';
import { refuseForeignOrigin } from '../../web/same-origin';
import { periodOf } from '../billing/subscription-change';
import { invalidRequest } from '../stripe-error';
import type { Subscription } from '../state/stripe-objects';
import type { StripeServices } from '../stripe-services';
import { editSubscription, type SubscriptionEdit } from '../control/edit-subscription';
import { act, deed, sendDashboard, type DashboardQuery } from './dashboard-kit';
import { badge, day, field, messagePage, money, sendStripePage } from './page-kit';
import { invoiceTable } from './portal.page';

interface Route {
  Params: { id: string };
  Querystring: DashboardQuery;
}

/** One subscription, and what its account's owner may do to it by hand. */
export function registerSubscriptionPage(app: FastifyInstance, services: StripeServices): void {
  const url = '/stripe/subscriptions/:id';
  app.get<Route>(url, ({ params, query }, reply) => {
    const subscription = services.world.find('subscription', params.id);
    if (!subscription)
      return sendStripePage(reply, {
        ...messagePage('No such subscription', 'It may be from before a fresh start.', '/stripe'),
        status: 404,
      });
    const customer = services.world.find('customer', subscription.customer);
    const title = customer?.name ?? customer?.email ?? subscription.id;
    return sendDashboard(services, reply, {
      path: `/stripe/subscriptions/${params.id}`,
      title,
      query,
      body: detail(services, subscription),
    });
  });
  app.post<Route>(url, { preHandler: refuseForeignOrigin }, (request, reply) =>
    act(request, reply, `/stripe/subscriptions/${request.params.id}`, (form) => {
      editSubscription(services, request.params.id, readEdit(form));
      return 'Changed.';
    }),
  );
}

function readEdit(form: Record<string, string>): SubscriptionEdit {
  if (form.deed === 'cancel_at_period_end') return { cancel_at_period_end: true };
  if (form.deed === 'resume') return { cancel_at_period_end: false };
  if (form.deed === 'cancel_now') return { cancel_now: true };
  if (form.deed === 'end_trial') return { end_trial: true };
  const quantity = Number(form.quantity);
  if (!Number.isInteger(quantity) || quantity < 0) throw invalidRequest('The quantity is a whole number.');
  return { quantity };
}

function detail(services: StripeServices, subscription: Subscription): SafeHtml {
  const [item] = subscription.items.data;
  const period = periodOf(subscription);
  const card = services.world.find('payment_method', subscription.default_payment_method)?.card;
  const invoices = services.world
    .list('invoice')
    .filter((invoice) => services.invoices.subscriptionOf(invoice)?.id === subscription.id);
  return html`<section class="panel" aria-label="Subscription">
      <div class="panel-head">
        <h2>Subscription</h2>
        ${badge(subscription.status)}
      </div>
      <ul class="sums">
        <li><span>Quantity</span><span>${item?.quantity ?? 0} × ${money(item?.price.unit_amount ?? 0)}</span></li>
        <li><span>Period</span><span>${day(period.start)} to ${day(period.end)}</span></li>
        <li>
          <span>Trial</span
          ><span>${subscription.trial_end === null ? 'none' : `to ${day(subscription.trial_end)}`}</span>
        </li>
        <li><span>Card</span><span>${card ? `${card.brand} ···· ${card.last4}` : "the customer's"}</span></li>
        <li>
          <span>Ends</span><span>${subscription.cancel_at === null ? 'not planned' : day(subscription.cancel_at)}</span>
        </li>
        <li><span>Id</span><code>${subscription.id}</code></li>
      </ul>
    </section>
    ${subscription.status === 'canceled' ? null : editPanel(subscription, item?.quantity ?? 1)}
    <section class="panel" aria-label="Invoices of the subscription">
      <div class="panel-head"><h2>Invoices</h2></div>
      ${invoices.length === 0 ? html`<p class="empty">None yet.</p>` : invoiceTable(invoices.reverse())}
    </section>`;
}

function editPanel(subscription: Subscription, quantity: number): SafeHtml {
  const action = `/stripe/subscriptions/${subscription.id}`;
  const isEnding = subscription.cancel_at !== null;
  return html`<section class="panel" aria-label="Edit">
    <div class="panel-head"><h2>Edit by hand</h2></div>
    <div class="actions">
      <form class="inline" method="post" action="${action}">
        ${field({ name: 'quantity', label: 'Quantity', value: String(quantity), type: 'number' })}
        <button class="button" type="submit">Change</button>
      </form>
    </div>
    <p class="muted">The change is prorated; the next invoice carries it.</p>
    <div class="actions">
      ${subscription.status === 'trialing' ? deed(action, 'End the trial now', { deed: 'end_trial' }) : null}
      ${isEnding ? deed(action, 'Do not cancel', { deed: 'resume' }) : deed(action, 'Cancel at period end', { deed: 'cancel_at_period_end' })}
      ${deed(action, 'Cancel now', { deed: 'cancel_now' }, 'danger small')}
    </div>
  </section>`;
}
