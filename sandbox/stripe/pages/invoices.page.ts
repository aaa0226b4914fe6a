import type { FastifyInstance } from 'fastify';
import { html, type SafeHtml } from '../../web/html';
import { refuseForeignOrigin } from '../../web/same-origin';
import { closeDispute, disputeCharge, refundCharge } from '../payments/refunds';
import type { Charge } from '../state/stripe-objects';
import type { StripeServices } from '../stripe-services';
import { act, deed, sendDashboard, type DashboardQuery } from './dashboard-kit';
import { badge, day, money } from './page-kit';
import { invoiceTable } from './portal.page';

const SHOWN = 50;

/** All invoices and charges, with refunds and disputes. */
export function registerInvoiceDashboard(app: FastifyInstance, services: StripeServices): void {
  const { world } = services;
  app.get<{ Querystring: DashboardQuery }>('/stripe/invoices', ({ query }, reply) =>
    sendDashboard(services, reply, { path: '/stripe/invoices', title: 'Invoices', query, body: overview(services) }),
  );
  app.post('/stripe/charges', { preHandler: refuseForeignOrigin }, (request, reply) =>
    act(request, reply, '/stripe/invoices', (form) => {
      const charge = world.get('charge', form.charge ?? '');
      if (form.deed === 'refund') refundCharge(services, charge, null, 'requested_by_customer');
      else if (form.deed === 'dispute') disputeCharge(services, charge, 'fraudulent');
      else closeDispute(services, form.dispute ?? '', form.deed === 'won' ? 'won' : 'lost');
      return 'Done; the events are on their way.';
    }),
  );
}

function overview(services: StripeServices): SafeHtml {
  const invoices = services.world.list('invoice').reverse().slice(0, SHOWN);
  const charges = services.world.list('charge').reverse().slice(0, SHOWN);
  return html`<section class="panel" aria-label="All invoices">
      <div class="panel-head"><h2>Invoices</h2></div>
      ${invoices.length === 0 ? html`<p class="empty">None yet.</p>` : invoiceTable(invoices)}
    </section>
    <section class="panel" aria-label="All charges">
      <div class="panel-head"><h2>Charges</h2></div>
      ${charges.length === 0 ? html`<p class="empty">None yet.</p>` : chargeTable(services, charges)}
    </section>`;
}

function chargeTable(services: StripeServices, charges: Charge[]): SafeHtml {
  const rows = charges.map(
    (charge) =>
      html`<tr>
        <td>${day(charge.created)}</td>
        <td class="number">${money(charge.amount)}</td>
        <td>
          ${badge(charge.status)} ${charge.refunded ? badge('refunded') : null}
          ${charge.disputed ? badge('disputed') : null}
        </td>
        <td><div class="actions">${deeds(services, charge)}</div></td>
      </tr>`,
  );
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Charges">
    <table>
      <thead>
        <tr>
          <th scope="col">Date</th>
          <th scope="col" class="number">Amount</th>
          <th scope="col">Status</th>
          <th scope="col">By hand</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}

function deeds({ world }: StripeServices, charge: Charge): SafeHtml | null {
  if (charge.status !== 'succeeded') return null;
  const action = '/stripe/charges';
  const dispute = world.list('dispute').find((each) => each.charge === charge.id && each.status === 'needs_response');
  if (dispute) {
    const fields = { charge: charge.id, dispute: dispute.id };
    return html`${deed(action, 'Win the dispute', { ...fields, deed: 'won' })}
    ${deed(action, 'Lose it', { ...fields, deed: 'lost' })}`;
  }
  return html`${charge.refunded ? null : deed(action, 'Refund', { charge: charge.id, deed: 'refund' })}
  ${charge.disputed ? null : deed(action, 'Dispute', { charge: charge.id, deed: 'dispute' })}`;
}
