import type { FastifyInstance } from 'fastify';
import { html, type SafeHtml } from '../../web/html';
import { refuseForeignOrigin } from '../../web/same-origin';
import { periodOf } from '../billing/subscription-change';
import { upcomingSteps } from '../control/clock-control';
import { invalidRequest } from '../stripe-error';
import type { StripeServices } from '../stripe-services';
import type { Customer, Subscription } from '../state/stripe-objects';
import { act, sendDashboard, type DashboardQuery } from './dashboard-kit';
import { badge, day, minute, money } from './page-kit';
import { registerEventPages } from './events.page';
import { registerInvoiceDashboard } from './invoices.page';
import { registerSettingsPage } from './settings.page';
import { registerSubscriptionPage } from './subscription.page';

const FARTHEST_SECONDS = 5 * 366 * 86_400;

/** The dashboard under `/stripe`: what an account's owner sees, and the clock. It works without script. */
export function registerDashboard(app: FastifyInstance, services: StripeServices): void {
  for (const url of ['/stripe', '/stripe/']) {
    app.get<{ Querystring: DashboardQuery }>(url, ({ query }, reply) =>
      sendDashboard(services, reply, { path: '/stripe', title: 'Subscriptions', query, body: overview(services) }),
    );
  }
  app.post('/stripe/clock', { preHandler: refuseForeignOrigin }, (request, reply) =>
    act(request, reply, '/stripe', (form) => moveClock(services, form)),
  );
  registerSubscriptionPage(app, services);
  registerInvoiceDashboard(app, services);
  registerEventPages(app, services);
  registerSettingsPage(app, services);
}

function moveClock(services: StripeServices, form: Record<string, string>): string {
  const now = services.world.now();
  const moment = wantedMoment(services, form, now);
  if (Number.isNaN(moment)) throw invalidRequest('This is not a time.');
  if (moment < now) throw invalidRequest('The clock goes forward only.');
  if (moment - now > FARTHEST_SECONDS) throw invalidRequest('The clock moves at most five years at once.');
  services.lifecycle.advanceTo(moment);
  return `It is ${minute(moment)}.`;
}

function wantedMoment(services: StripeServices, form: Record<string, string>, now: number): number {
  if (form.seconds !== undefined) return now + Number(form.seconds);
  if (form.to !== undefined) return Date.parse(`${form.to}Z`) / 1_000;
  const [next] = upcomingSteps(services);
  return Math.max(next?.at ?? now, now);
}

function overview(services: StripeServices): SafeHtml {
  const subscriptions = services.world.list('subscription').reverse();
  const customers = services.world.list('customer').reverse();
  return html`<section class="panel" aria-label="All subscriptions">
      <div class="panel-head"><h2>Subscriptions</h2></div>
      ${
        subscriptions.length === 0
          ? html`<p class="empty">None yet. One begins when somebody finishes Checkout.</p>`
          : subscriptionTable(services, subscriptions)
      }
    </section>
    <section class="panel" aria-label="All customers">
      <div class="panel-head"><h2>Customers</h2></div>
      ${customers.length === 0 ? html`<p class="empty">None yet.</p>` : customerTable(services, customers)}
    </section>
    ${calendar(services)}`;
}

function subscriptionTable(services: StripeServices, subscriptions: Subscription[]): SafeHtml {
  const rows = subscriptions.map((subscription) => {
    const customer = services.world.find('customer', subscription.customer);
    const [item] = subscription.items.data;
    const { end } = periodOf(subscription);
    return html`<tr>
      <td>
        <a href="/stripe/subscriptions/${subscription.id}">${customer?.name ?? customer?.email ?? subscription.id}</a>
      </td>
      <td>${badge(subscription.status)}</td>
      <td class="number">${item?.quantity ?? 0} × ${money(item?.price.unit_amount ?? 0)}</td>
      <td>${subscription.cancel_at === null ? day(end) : `ends ${day(subscription.cancel_at)}`}</td>
    </tr>`;
  });
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Subscriptions">
    <table>
      <thead>
        <tr>
          <th scope="col">Customer</th>
          <th scope="col">Status</th>
          <th scope="col" class="number">Quantity</th>
          <th scope="col">Period ends</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}

function customerTable({ world }: StripeServices, customers: Customer[]): SafeHtml {
  const rows = customers.map((customer) => {
    const card = world.find('payment_method', customer.invoice_settings.default_payment_method)?.card;
    return html`<tr>
      <td>${customer.name ?? '(no name)'} ${customer.deleted ? badge('deleted') : null}</td>
      <td>${customer.email ?? ''}</td>
      <td>${card ? `${card.brand} ···· ${card.last4}` : ''}</td>
      <td class="number">${money(customer.balance)}</td>
      <td><code>${customer.id}</code></td>
    </tr>`;
  });
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Customers">
    <table>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">E-mail</th>
          <th scope="col">Card</th>
          <th scope="col" class="number">Balance</th>
          <th scope="col">Id</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}

function calendar(services: StripeServices): SafeHtml | null {
  const steps = upcomingSteps(services).slice(0, 8);
  if (steps.length === 0) return null;
  return html`<section class="panel" aria-label="Calendar">
    <div class="panel-head"><h2>What is going to happen</h2></div>
    <ul class="sums">
      ${steps.map(
        ({ at, kind, about }) =>
          html`<li>
            <span>${kind} <code class="muted">${about}</code></span
            ><span>${minute(at)}</span>
          </li>`,
      )}
    </ul>
  </section>`;
}
