import type { FastifyInstance, FastifyReply } from 'fastify';
import { html, type SafeHtml } from '../../web/html';
import { refuseForeignOrigin } from '../../web/same-origin';
import { FormError, readCardForm } from '../checkout/card-form';
import { trialEndOf } from '../checkout/checkout';
import { checkoutTotals } from '../checkout/checkout-totals';
import { StripeError } from '../stripe-error';
import type { StripeServices } from '../stripe-services';
import type { CheckoutSession } from '../state/stripe-objects';
import { cardFields, chosenCard, offeredCards } from './card-fields';
import { openChallenge } from './challenges';
import { day, field, messagePage, money, readForm, sendStripePage, type StripePage } from './page-kit';

type Values = Record<string, string | undefined>;

interface FormState {
  values: Values;
  mistake: { field: string; message: string } | null;
  problem: string | null;
}

interface Route {
  Params: { id: string };
  Querystring: { card?: string; problem?: string };
}

/** Where a finished session leads. */
export function successUrl(session: CheckoutSession): string {
  return session.success_url.replaceAll('{CHECKOUT_SESSION_ID}', session.id);
}

/** The hosted page of Checkout. It works without script. */
export function registerCheckoutPages(app: FastifyInstance, services: StripeServices): void {
  const base = '/stripe/checkout/:id';
  const own = { preHandler: refuseForeignOrigin };
  app.get<Route>(base, ({ params, query }, reply) => {
    const year = new Date(services.world.now() * 1_000).getUTCFullYear();
    const values = chosenCard(query.card, year);
    return show(services, reply, params.id, { values, mistake: null, problem: query.problem ?? null });
  });
  app.post<Route>(base, own, (request, reply) => submit(services, reply, request.params.id, readForm(request)));
  app.post<Route>(`${base}/code`, own, (request, reply) => {
    const { code = '', remove } = readForm(request);
    return change(services, reply, request.params.id, (session) => {
      if (remove === undefined) services.checkout.applyCode(session, code);
      else services.checkout.removeCode(session);
    });
  });
  app.post<Route>(`${base}/quantity`, own, (request, reply) => {
    const quantity = Number(readForm(request).quantity);
    return change(services, reply, request.params.id, (session) => {
      services.checkout.setQuantity(session, Number.isInteger(quantity) ? quantity : 1);
    });
  });
}

function show(services: StripeServices, reply: FastifyReply, id: string, state: FormState): FastifyReply {
  const session = services.world.find('checkout.session', id);
  if (session?.status === 'open') return sendStripePage(reply, checkoutPage(services, session, state));
  if (session?.status === 'complete') return reply.redirect(successUrl(session), 303);
  const text = session
    ? 'This Checkout session has expired. Go back and start again; nothing was charged.'
    : 'There is no such Checkout session.';
  return sendStripePage(reply, {
    ...messagePage('Nothing to pay here', text, session?.cancel_url ?? null),
    status: 404,
  });
}

function change(
  services: StripeServices,
  reply: FastifyReply,
  id: string,
  action: (session: CheckoutSession) => void,
): FastifyReply {
  const session = services.world.find('checkout.session', id);
  if (session?.status !== 'open') return reply.redirect(`/stripe/checkout/${id}`, 303);
  try {
    action(session);
    return reply.redirect(`/stripe/checkout/${id}`, 303);
  } catch (error) {
    if (!(error instanceof StripeError)) throw error;
    return show(services, reply, id, { values: {}, mistake: null, problem: error.message });
  }
}

function submit(
  services: StripeServices,
  reply: FastifyReply,
  id: string,
  values: Record<string, string>,
): FastifyReply {
  const session = services.world.find('checkout.session', id);
  if (session?.status !== 'open') return reply.redirect(`/stripe/checkout/${id}`, 303);
  const needsAddress = session.billing_address_collection === 'required';
  try {
    const form = readCardForm(values, { needsAddress, now: services.world.now() });
    const result = services.checkout.submit(session, form, false);
    if (result.kind === 'complete') return reply.redirect(successUrl(session), 303);
    const purpose = { kind: 'checkout' as const, session: session.id, form: values };
    return reply.redirect(openChallenge(services, purpose, result.card, result.amount), 303);
  } catch (error) {
    if (error instanceof FormError) {
      return show(services, reply, id, {
        values,
        mistake: { field: error.field, message: error.message },
        problem: null,
      });
    }
    if (error instanceof StripeError)
      return show(services, reply, id, { values, mistake: null, problem: error.message });
    throw error;
  }
}

function checkoutPage(services: StripeServices, session: CheckoutSession, state: FormState): StripePage {
  const customer = services.world.find('customer', session.customer);
  const email = customer?.email ?? session.customer_email;
  const isTrial = trialEndOf(services.checkout.secretsOf(session), services.world.now()) !== null;
  const main = html`<main class="pay">
    ${summary(services, session)}
    <section aria-label="Card">
      ${state.problem === null ? null : html`<p class="problem" role="alert">${state.problem}</p>`}
      <form class="form" method="post" action="/stripe/checkout/${session.id}">
        <h2>Contact</h2>
        ${
          email === null
            ? field({ name: 'email', label: 'E-mail', value: state.values.email, autocomplete: 'email', type: 'email' })
            : html`<p class="muted">${email}</p>`
        }
        <h2>Card</h2>
        ${cardFields({
          values: state.values,
          mistake: state.mistake,
          needsAddress: session.billing_address_collection === 'required',
          asksTaxId: session.tax_id_collection.enabled,
        })}
        <button class="button block" type="submit">
          ${isTrial ? 'Start trial' : `Pay ${money(session.amount_total)} and subscribe`}
        </button>
      </form>
      ${offeredCards(`/stripe/checkout/${session.id}`)}
    </section>
  </main>`;
  return { title: 'Checkout', main, leadsTo: [session.success_url, session.cancel_url] };
}

function summary(services: StripeServices, session: CheckoutSession): SafeHtml {
  const { world, checkout } = services;
  const secrets = checkout.secretsOf(session);
  const now = world.now();
  const trialEnd = trialEndOf(secrets, now);
  const { perPeriod } = checkoutTotals(world, secrets, now);
  const items = secrets.lineItems.map(({ price: id, quantity }) => {
    const price = world.get('price', id);
    const name = world.find('product', price.product)?.name ?? 'Product';
    return html`<li>
      <span>${name} × ${quantity}</span
      ><span>${money(price.unit_amount * quantity)} / ${price.recurring?.interval ?? 'month'}</span>
    </li>`;
  });
  return html`<aside aria-label="What you get">
    ${session.cancel_url === null ? null : html`<a class="back" href="${session.cancel_url}">← Back</a>`}
    <h1 class="muted">${trialEnd === null ? 'Subscribe' : 'Start your trial'}</h1>
    <p class="amount">${money(session.amount_total)}</p>
    <p class="muted">
      ${trialEnd === null ? 'due today' : `due today, then ${money(perPeriod)} a month from ${day(trialEnd)}`}
    </p>
    <ul class="sums">
      ${items}
      ${session.total_details.amount_discount > 0 ? html`<li><span>Promotion</span><span>−${money(session.total_details.amount_discount)}</span></li>` : null}
      <li class="total"><span>Due today</span><span>${money(session.amount_total)}</span></li>
    </ul>
    ${quantityForm(session, secrets.lineItems[0])} ${codeForm(services, session)}
  </aside>`;
}

function quantityForm(
  session: CheckoutSession,
  item: { quantity: number; adjustable: { minimum: number; maximum: number } | null } | undefined,
): SafeHtml | null {
  if (!item?.adjustable) return null;
  return html`<form class="inline" method="post" action="/stripe/checkout/${session.id}/quantity">
    ${field({ name: 'quantity', label: 'Quantity', value: String(item.quantity), type: 'number' })}
    <button class="button quiet" type="submit">Change</button>
  </form>`;
}

function codeForm({ world, checkout }: StripeServices, session: CheckoutSession): SafeHtml | null {
  if (session.allow_promotion_codes !== true) return null;
  const code = world.find('promotion_code', checkout.secretsOf(session).promotionCode);
  const action = `/stripe/checkout/${session.id}/code`;
  if (code) {
    return html`<form class="inline" method="post" action="${action}">
      <p class="done">${code.code} is applied</p>
      <button class="button quiet" type="submit" name="remove" value="1">Remove</button>
    </form>`;
  }
  return html`<form class="inline" method="post" action="${action}">
    ${field({ name: 'code', label: 'Promotion code', placeholder: 'WELCOME20' })}
    <button class="button quiet" type="submit">Apply</button>
  </form>`;
}
