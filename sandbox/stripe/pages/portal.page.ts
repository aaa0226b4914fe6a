import type { FastifyInstance, FastifyReply } from 'fastify';
import { periodOf } from '../billing/subscription-change';
import { FormError } from '../checkout/card-form';
import { html, type SafeHtml } from '../../web/html';
import { refuseForeignOrigin } from '../../web/same-origin';
import { StripeError } from '../stripe-error';
import type { Customer, Invoice, PortalSession, Subscription } from '../state/stripe-objects';
import type { StripeServices } from '../stripe-services';
import { cardFields, chosenCard, offeredCards } from './card-fields';
import { badge, button, day, messagePage, money, readForm, sendStripePage, type StripePage } from './page-kit';
import { afterFlow, saveCard } from './portal-card';

interface Route {
  Params: { id: string; subscription: string };
  Querystring: { card?: string; problem?: string; done?: string };
}

/** How long the address of a portal session may be opened. */
const LIFE_SECONDS = 3_600;

interface Visit {
  session: PortalSession;
  customer: Customer;
  base: string;
}

/** The Billing Portal: a customer looks after card, subscription and invoices. */
export function registerPortalPages(app: FastifyInstance, services: StripeServices): void {
  const base = '/stripe/portal/:id';
  const own = { preHandler: refuseForeignOrigin };
  app.get<Route>(base, ({ params, query }, reply) =>
    visit(services, reply, params.id, ({ session, ...rest }) => {
      if (session.flow?.type === 'payment_method_update' && query.done === undefined)
        return reply.redirect(`${rest.base}/card`, 303);
      const id = session.flow?.subscription_cancel?.subscription;
      if (id !== undefined && query.done === undefined) return reply.redirect(`${rest.base}/cancel/${id}`, 303);
      return sendStripePage(reply, portalPage(services, { session, ...rest }, query.done ?? null));
    }),
  );
  app.get<Route>(`${base}/card`, ({ params, query }, reply) =>
    visit(services, reply, params.id, (visited) => {
      const values = chosenCard(query.card, new Date(services.world.now() * 1_000).getUTCFullYear());
      return sendStripePage(reply, cardPage(visited, { values, mistake: null, problem: query.problem ?? null }));
    }),
  );
  app.post<Route>(`${base}/card`, own, (request, reply) =>
    visit(services, reply, request.params.id, (visited) => submitCard(services, reply, visited, readForm(request))),
  );
  app.get<Route>(`${base}/cancel/:subscription`, ({ params }, reply) =>
    visit(services, reply, params.id, (visited) =>
      sendStripePage(reply, cancelPage(services, visited, params.subscription)),
    ),
  );
  for (const action of ['cancel', 'resume'] as const) {
    app.post<Route>(`${base}/${action}/:subscription`, own, ({ params }, reply) =>
      visit(services, reply, params.id, (visited) =>
        reply.redirect(schedule(services, visited, params.subscription, action === 'cancel'), 303),
      ),
    );
  }
}

function visit(
  services: StripeServices,
  reply: FastifyReply,
  id: string,
  show: (visit: Visit) => FastifyReply,
): FastifyReply {
  const { world } = services;
  const session = world.find('billing_portal.session', id);
  const customer = world.find('customer', session?.customer);
  const isOver = !session || session.created + LIFE_SECONDS < Math.floor(world.now());
  if (isOver || !customer || customer.deleted) {
    const page = messagePage(
      'This link has expired',
      'Go back and open the Billing Portal again.',
      session?.return_url ?? null,
    );
    return sendStripePage(reply, { ...page, status: 404 });
  }
  return show({ session, customer, base: `/stripe/portal/${session.id}` });
}

function submitCard(
  services: StripeServices,
  reply: FastifyReply,
  visited: Visit,
  values: Record<string, string>,
): FastifyReply {
  try {
    return reply.redirect(saveCard(services, visited.session.id, values, false), 303);
  } catch (error) {
    if (error instanceof FormError) {
      const mistake = { field: error.field, message: error.message };
      return sendStripePage(reply, cardPage(visited, { values, mistake, problem: null }));
    }
    if (error instanceof StripeError)
      return sendStripePage(reply, cardPage(visited, { values, mistake: null, problem: error.message }));
    throw error;
  }
}

function schedule(services: StripeServices, { session, customer }: Visit, id: string, isCancelled: boolean): string {
  const subscription = services.world.get('subscription', id);
  const isOwn = subscription.customer === customer.id && subscription.status !== 'canceled';
  if (isOwn) {
    services.events.change('customer.subscription.updated', subscription, () => {
      services.subscriptions.scheduleCancel(subscription, isCancelled ? 'period_end' : null);
    });
  }
  return afterFlow(session, isCancelled ? 'Your subscription ends with this period.' : 'Your subscription goes on.');
}

function head({ session }: Visit, title: string): SafeHtml {
  return html`${session.return_url === null ? null : html`<a class="back" href="${session.return_url}">← Return to Konstruct</a>`}
    <h1>${title}</h1>`;
}

function portalPage(services: StripeServices, visited: Visit, done: string | null): StripePage {
  const { world } = services;
  const { customer, base, session } = visited;
  const subscriptions = world
    .list('subscription')
    .filter((each) => each.customer === customer.id && each.status !== 'canceled');
  const invoices = world.list('invoice').filter((each) => each.customer === customer.id && each.status !== 'draft');
  const methodId = subscriptions.at(-1)?.default_payment_method ?? customer.invoice_settings.default_payment_method;
  const card = world.find('payment_method', methodId)?.card;
  const main = html`<main class="stack narrow">
    ${head(visited, 'Billing')} ${done === null ? null : html`<p class="done" role="status">${done}</p>`}
    <section class="panel" aria-label="Subscription">
      <div class="panel-head"><h2>Current subscription</h2></div>
      ${subscriptions.length === 0 ? html`<p class="empty">There is no subscription.</p>` : subscriptions.map((each) => subscriptionPanel(services, each, base))}
    </section>
    <section class="panel" aria-label="Payment method">
      <div class="panel-head">
        <h2>Payment method</h2>
        <a class="button quiet small" href="${base}/card">Update card</a>
      </div>
      <p>
        ${card ? `${card.brand} ···· ${card.last4}, expires ${card.exp_month}/${card.exp_year}` : 'No card is saved.'}
      </p>
    </section>
    <section class="panel" aria-label="Billing information">
      <div class="panel-head"><h2>Billing information</h2></div>
      <p>${customer.name ?? ''} ${customer.email ?? ''}</p>
      <p class="muted">
        ${[customer.address?.line1, customer.address?.city, customer.address?.country].filter(Boolean).join(', ') || 'No address'}
      </p>
    </section>
    <section class="panel" aria-label="Invoices">
      <div class="panel-head"><h2>Invoice history</h2></div>
      ${invoices.length === 0 ? html`<p class="empty">There is no invoice yet.</p>` : invoiceTable(invoices.reverse())}
    </section>
  </main>`;
  return { title: 'Billing', main, leadsTo: [session.return_url] };
}

function subscriptionPanel(services: StripeServices, subscription: Subscription, base: string): SafeHtml {
  const [item] = subscription.items.data;
  const name = item ? services.subscriptions.nameOf(item.price.product) : 'Subscription';
  const { end } = periodOf(subscription);
  const ends = subscription.cancel_at !== null;
  return html`<p><strong>${name}</strong> × ${item?.quantity ?? 0} ${badge(subscription.status)}</p>
    <p class="muted">${ends ? `Ends on ${day(subscription.cancel_at ?? end)}` : `Renews on ${day(end)}`}</p>
    <div class="actions">
      ${
        ends
          ? button(`${base}/resume/${subscription.id}`, "Don't cancel subscription", 'small')
          : html`<a class="button danger small" href="${base}/cancel/${subscription.id}">Cancel subscription</a>`
      }
    </div>`;
}

export function invoiceTable(invoices: Invoice[]): SafeHtml {
  const rows = invoices.map(
    (invoice) =>
      html`<tr>
        <td>${invoice.number ?? 'draft'}</td>
        <td>${day(invoice.created)}</td>
        <td class="number">${money(invoice.total)}</td>
        <td>${badge(invoice.status)}</td>
        <td class="number">
          <a href="/stripe/invoice/${invoice.id}">${invoice.status === 'open' ? 'Pay' : 'View'}</a>
        </td>
      </tr>`,
  );
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Invoice list">
    <table>
      <thead>
        <tr>
          <th scope="col">Number</th>
          <th scope="col">Date</th>
          <th scope="col" class="number">Amount</th>
          <th scope="col">Status</th>
          <th scope="col"><span class="visually-hidden">Open</span></th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}

interface CardState {
  values: Record<string, string | undefined>;
  mistake: { field: string; message: string } | null;
  problem: string | null;
}

function cardPage(visited: Visit, { values, mistake, problem }: CardState): StripePage {
  const { base, session } = visited;
  const main = html`<main class="stack narrow">
    ${head(visited, 'Update your card')}
    <section class="panel">
      ${problem === null ? null : html`<p class="problem" role="alert">${problem}</p>`}
      <form class="form" method="post" action="${base}/card">
        ${cardFields({ values, mistake, needsAddress: false, asksTaxId: false })}
        <div class="actions">
          <button class="button" type="submit">Save card</button>
          <a class="button quiet" href="${base}?done=">Cancel</a>
        </div>
      </form>
    </section>
    <section class="panel">${offeredCards(`${base}/card`)}</section>
  </main>`;
  return {
    title: 'Update your card',
    main,
    leadsTo: [session.return_url, session.flow?.after_completion.redirect?.return_url ?? null],
  };
}

function cancelPage(services: StripeServices, visited: Visit, id: string): StripePage {
  const { base, session, customer } = visited;
  const subscription = services.world.find('subscription', id);
  if (subscription?.customer !== customer.id)
    return messagePage('No such subscription', 'It does not belong to you.', base);
  const { end } = periodOf(subscription);
  const main = html`<main class="stack narrow">
    ${head(visited, 'Cancel your subscription')}
    <section class="panel">
      <p>It stays as it is until ${day(end)} and then ends. You can change your mind until that day.</p>
      <form class="actions" method="post" action="${base}/cancel/${subscription.id}">
        <button class="button danger" type="submit">Cancel subscription</button>
        <a class="button quiet" href="${base}?done=">Go back</a>
      </form>
    </section>
  </main>`;
  return {
    title: 'Cancel',
    main,
    leadsTo: [session.return_url, session.flow?.after_completion.redirect?.return_url ?? null],
  };
}
