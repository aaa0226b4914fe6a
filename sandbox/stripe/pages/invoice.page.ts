import type { FastifyInstance, FastifyReply } from 'fastify';
import { html, type SafeHtml } from '../../web/html';
import { refuseForeignOrigin } from '../../web/same-origin';
import { FormError, readCardForm } from '../checkout/card-form';
import { StripeError } from '../stripe-error';
import type { Invoice, PaymentMethod } from '../state/stripe-objects';
import type { StripeServices } from '../stripe-services';
import { cardFields, chosenCard, offeredCards } from './card-fields';
import { openChallenge } from './challenges';
import { invoicePdf } from './invoice-pdf';
import { badge, button, day, messagePage, money, readForm, sendStripePage, type StripePage } from './page-kit';

interface Route {
  Params: { id: string };
  Querystring: { card?: string; problem?: string; paid?: string };
}

/** The hosted page of an invoice: look at it, take the PDF, pay it. */
export function registerInvoicePages(app: FastifyInstance, services: StripeServices): void {
  const base = '/stripe/invoice/:id';
  const own = { preHandler: refuseForeignOrigin };
  const withInvoice = (reply: FastifyReply, id: string, show: (invoice: Invoice) => unknown): unknown => {
    const invoice = services.world.find('invoice', id);
    if (invoice) return show(invoice);
    return sendStripePage(reply, { ...messagePage('No such invoice', 'The address is not right.', null), status: 404 });
  };
  app.get<Route>(base, ({ params, query }, reply) =>
    withInvoice(reply, params.id, (invoice) => sendStripePage(reply, invoicePage(services, invoice, query))),
  );
  app.get<Route>(`${base}/pdf`, async ({ params }, reply) => {
    const invoice = services.world.find('invoice', params.id);
    if (!invoice) return reply.code(404).send({ error: 'no such invoice' });
    const file = await invoicePdf(invoice, services.world.find('customer', invoice.customer));
    const name = `Invoice-${invoice.number ?? invoice.id}.pdf`;
    return reply.type('application/pdf').header('content-disposition', `inline; filename="${name}"`).send(file);
  });
  app.get<Route>(`${base}/confirm`, ({ params }, reply) =>
    withInvoice(reply, params.id, (invoice) => {
      const method = services.invoices.defaultMethod(invoice);
      if (invoice.status !== 'open' || !method) return reply.redirect(`/stripe/invoice/${invoice.id}`, 303);
      return reply.redirect(challengeFor(services, invoice, method), 303);
    }),
  );
  app.post<Route>(`${base}/pay`, own, (request, reply) =>
    withInvoice(reply, request.params.id, (invoice) => reply.redirect(pay(services, invoice, readForm(request)), 303)),
  );
}

function challengeFor(services: StripeServices, invoice: Invoice, method: PaymentMethod): string {
  return openChallenge(
    services,
    { kind: 'invoice', invoice: invoice.id, returnUrl: null },
    method.card,
    invoice.amount_due,
  );
}

/** Pays with the card that is saved, or with a new one, which is saved for later. Returns where to go next. */
function pay(services: StripeServices, invoice: Invoice, values: Record<string, string>): string {
  const page = `/stripe/invoice/${invoice.id}`;
  const problem = (text: string) => `${page}?problem=${encodeURIComponent(text)}`;
  try {
    const method =
      values.number === undefined ? services.invoices.defaultMethod(invoice) : newMethod(services, invoice, values);
    if (!method) return problem('There is no saved card. Enter one below.');
    try {
      services.invoices.pay(invoice, { method });
    } catch (error) {
      const isAsked = error instanceof StripeError && error.body.code === 'invoice_payment_intent_requires_action';
      if (!isAsked) throw error;
      return challengeFor(services, invoice, method);
    }
    return `${page}?paid=1`;
  } catch (error) {
    if (error instanceof StripeError || error instanceof FormError) return problem(error.message);
    throw error;
  }
}

function newMethod(services: StripeServices, invoice: Invoice, values: Record<string, string>): PaymentMethod {
  const { world, wallet, events } = services;
  const customer = world.get('customer', invoice.customer);
  const form = readCardForm(values, { needsAddress: false, now: world.now() });
  const method = wallet.create({ ...form.card, email: customer.email, address: form.address });
  wallet.attach(method, customer);
  events.change('customer.updated', customer, () => {
    customer.invoice_settings = { ...customer.invoice_settings, default_payment_method: method.id };
  });
  const subscription = services.invoices.subscriptionOf(invoice);
  if (subscription && subscription.status !== 'canceled') {
    events.change(
      'customer.subscription.updated',
      subscription,
      () => (subscription.default_payment_method = method.id),
    );
  }
  return method;
}

function invoicePage(services: StripeServices, invoice: Invoice, query: Route['Querystring']): StripePage {
  const isOpen = invoice.status === 'open' && invoice.amount_due > 0;
  const main = html`<main class="pay">
    <aside aria-label="Invoice">
      <p class="muted">Invoice ${invoice.number ?? ''}</p>
      <p class="amount">${money(invoice.total)}</p>
      <p>${badge(invoice.status)} <span class="muted">${day(invoice.created)}</span></p>
      ${lines(invoice)}
      <p><a class="button quiet small" href="/stripe/invoice/${invoice.id}/pdf">Download PDF</a></p>
    </aside>
    <section aria-label="Payment">
      <h1>${isOpen ? 'Pay this invoice' : 'Payment'}</h1>
      ${query.problem === undefined ? null : html`<p class="problem" role="alert">${query.problem}</p>`}
      ${query.paid !== undefined && invoice.status === 'paid' ? html`<p class="done" role="status">Thank you, this invoice is paid. You can close this page.</p>` : null}
      ${isOpen ? payForms(services, invoice, query.card) : html`<p class="muted">There is nothing to pay.</p>`}
    </section>
  </main>`;
  return { title: `Invoice ${invoice.number ?? ''}`, main };
}

function lines(invoice: Invoice): SafeHtml {
  return html`<ul class="sums">
    ${invoice.lines.data.map(({ description, amount }) => html`<li><span>${description}</span><span>${money(amount)}</span></li>`)}
    ${invoice.total_discount_amounts.map(({ amount }) => html`<li><span>Discount</span><span>${money(-amount)}</span></li>`)}
    ${invoice.starting_balance === 0 ? null : html`<li><span>From your balance</span><span>${money(invoice.starting_balance)}</span></li>`}
    <li class="total"><span>Amount due</span><span>${money(invoice.amount_due)}</span></li>
  </ul>`;
}

function payForms(services: StripeServices, invoice: Invoice, card: string | undefined): SafeHtml {
  const saved = services.invoices.defaultMethod(invoice);
  const action = `/stripe/invoice/${invoice.id}/pay`;
  const values = chosenCard(card, new Date(services.world.now() * 1_000).getUTCFullYear());
  return html`${saved ? button(action, `Pay ${money(invoice.amount_due)} with ${saved.card.brand} ···· ${saved.card.last4}`, 'block') : null}
    <form class="form" method="post" action="${action}">
      <h2>${saved ? 'Or pay with another card' : 'Card'}</h2>
      ${cardFields({ values, mistake: null, needsAddress: false, asksTaxId: false })}
      <button class="button block ${saved ? 'quiet' : ''}" type="submit">Pay ${money(invoice.amount_due)}</button>
    </form>
    ${offeredCards(`/stripe/invoice/${invoice.id}`)}`;
}
