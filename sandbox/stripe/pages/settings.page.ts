import type { FastifyInstance } from 'fastify';
import { html, type SafeHtml } from '../../web/html';
import { refuseForeignOrigin } from '../../web/same-origin';
import { startAfresh } from '../control/start-afresh';
import { AFTER_DUNNING, DELIVERY_ORDERS, type AfterDunning, type DeliveryOrder } from '../stripe-account';
import { STRIPE_FAULT_KINDS, type StripeFault } from '../stripe-fault';
import type { StripeServices } from '../stripe-services';
import { act, deed, sendDashboard, type DashboardQuery } from './dashboard-kit';
import { field } from './page-kit';

const FAULT_LABELS: Record<StripeFault['kind'], string> = {
  down: 'No connection',
  slow: 'Slow (8 seconds)',
  rate_limited: 'Rate limit (429)',
  server_error: 'Server error (500)',
  drop_response_after_effect: 'Does it, then hangs up',
};

const ORDER_LABELS: Record<DeliveryOrder, string> = {
  in_order: 'As they happen',
  duplicated: 'Each twice',
  reversed: 'Last first',
  shuffled: 'Shuffled',
  held: 'Held back',
};

const AFTER_LABELS: Record<AfterDunning, string> = {
  unpaid: 'It becomes unpaid',
  canceled: 'It is canceled',
  past_due: 'It stays past due',
};

const CALLS = [
  '*',
  'POST /v1/checkout/sessions',
  'POST /v1/billing_portal/sessions',
  'POST /v1/subscriptions/:id',
  'GET /v1/subscriptions',
  'POST /v1/invoices/create_preview',
  'POST /v1/customers',
];

const SLOW_MS = 8_000;
const SHOWN = 40;

/** Making things go wrong, how webhooks arrive, what was asked of the API, and starting afresh. */
export function registerSettingsPage(app: FastifyInstance, services: StripeServices): void {
  const { account, faults, sender } = services;
  const url = '/stripe/settings';
  const own = { preHandler: refuseForeignOrigin };
  app.get<{ Querystring: DashboardQuery }>(url, ({ query }, reply) =>
    sendDashboard(services, reply, { path: url, title: 'Faults and settings', query, body: overview(services) }),
  );
  app.post(`${url}/faults`, own, (request, reply) =>
    act(request, reply, url, (form) => {
      if (form.remove !== undefined) {
        faults.remove(form.remove);
        return 'The fault was taken off.';
      }
      const kind = STRIPE_FAULT_KINDS.find((each) => each === form.kind) ?? 'server_error';
      faults.add(
        { call: form.call ?? '*', kind, delayMs: kind === 'slow' ? SLOW_MS : 0 },
        Math.max(1, Number(form.count) || 1),
      );
      return 'The next calls will fail.';
    }),
  );
  app.post(`${url}/webhooks`, own, (request, reply) =>
    act(request, reply, url, (form) => {
      account.deliveryOrder = DELIVERY_ORDERS.find((each) => each === form.order) ?? account.deliveryOrder;
      account.afterDunning = AFTER_DUNNING.find((each) => each === form.after) ?? account.afterDunning;
      if (account.deliveryOrder !== 'held') sender.release();
      return 'Saved.';
    }),
  );
  app.post(`${url}/reset`, own, (request, reply) =>
    act(request, reply, '/stripe', () => {
      startAfresh(services);
      return 'Everything was forgotten.';
    }),
  );
}

function choice(name: string, label: string, options: [string, string][], chosen: string): SafeHtml {
  return html`<div class="field">
    <label for="${name}">${label}</label>
    <select id="${name}" name="${name}">
      ${options.map(([value, text]) => html`<option value="${value}" ${value === chosen ? 'selected' : ''}>${text}</option>`)}
    </select>
  </div>`;
}

function overview(services: StripeServices): SafeHtml {
  const { account, faults, sender, requests } = services;
  const recent = requests.list().slice(-SHOWN).reverse();
  return html`<section class="panel" aria-label="Faults">
      <div class="panel-head"><h2>Make calls fail</h2></div>
      <form class="inline" method="post" action="/stripe/settings/faults">
        ${choice(
          'call',
          'Call',
          CALLS.map((call) => [call, call === '*' ? 'any call' : call]),
          '*',
        )}
        ${choice('kind', 'What happens', Object.entries(FAULT_LABELS), 'server_error')}
        ${field({ name: 'count', label: 'Times', value: '1', type: 'number' })}
        <button class="button" type="submit">Add</button>
      </form>
      <ul class="sums">
        ${faults.list().map((fault) => html`<li><span>${fault.call}: ${FAULT_LABELS[fault.kind]}, ${fault.remaining} left</span>${deed('/stripe/settings/faults', 'Take off', { remove: fault.id })}</li>`)}
      </ul>
    </section>
    <section class="panel" aria-label="Webhooks">
      <div class="panel-head"><h2>Webhooks and dunning</h2></div>
      <form class="inline" method="post" action="/stripe/settings/webhooks">
        ${choice(
          'order',
          'Webhooks arrive',
          DELIVERY_ORDERS.map((order) => [order, ORDER_LABELS[order]]),
          account.deliveryOrder,
        )}
        ${choice(
          'after',
          'After the last retry',
          AFTER_DUNNING.map((after) => [after, AFTER_LABELS[after]]),
          account.afterDunning,
        )}
        <button class="button" type="submit">Save</button>
      </form>
      <p class="muted">
        They go to ${account.webhookUrl ?? 'nowhere'}.
        ${sender.heldCount > 0 ? `${sender.heldCount} are held back.` : ''} A failed payment is tried again
        ${account.dunningDays.join(', ')} days after it first failed.
      </p>
    </section>
    <section class="panel" aria-label="API calls">
      <div class="panel-head"><h2>Calls of the API</h2></div>
      ${recent.length === 0 ? html`<p class="empty">No call came in yet.</p>` : requestTable(recent)}
    </section>
    <section class="panel" aria-label="Start afresh">
      <div class="panel-head">
        <h2>Start afresh</h2>
        ${deed('/stripe/settings/reset', 'Forget everything', {}, 'danger small')}
      </div>
      <p class="muted">All customers, subscriptions, invoices and events go, and the clock is set to now.</p>
    </section>`;
}

function requestTable(
  requests: { at: string; method: string; path: string; status: number | null; is_replay: boolean }[],
): SafeHtml {
  const rows = requests.map(
    ({ at, method, path, status, is_replay: isReplay }) =>
      html`<tr>
        <td>${at.slice(11, 19)}</td>
        <td>${method} <code>${path}</code></td>
        <td class="number">${status ?? 'hung up'}${isReplay ? ' (again)' : ''}</td>
      </tr>`,
  );
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Calls">
    <table>
      <thead>
        <tr>
          <th scope="col">Time</th>
          <th scope="col">Call</th>
          <th scope="col" class="number">Answer</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}
