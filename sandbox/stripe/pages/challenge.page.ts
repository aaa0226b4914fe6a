import type { FastifyInstance, FastifyReply } from 'fastify';
import { html } from '../../web/html';
import { refuseForeignOrigin } from '../../web/same-origin';
import { readCardForm } from '../checkout/card-form';
import { StripeError } from '../stripe-error';
import type { Challenge } from '../state/stripe-state';
import type { StripeServices } from '../stripe-services';
import { successUrl } from './checkout.page';
import { messagePage, money, readForm, sendStripePage, type StripePage } from './page-kit';
import { saveCard } from './portal-card';

const REFUSED =
  'We are unable to authenticate your payment method. Please choose a different payment method and try again.';

/** The bank's own page of 3-D Secure: a person says whether it was them. */
export function registerChallengePage(app: FastifyInstance, services: StripeServices): void {
  const url = '/stripe/challenge/:id';
  app.get<{ Params: { id: string } }>(url, ({ params }, reply) => {
    const challenge = services.world.state.challenges[params.id];
    if (!challenge || challenge.isDone) {
      return sendStripePage(reply, {
        ...messagePage('Already answered', 'This request of your bank was answered.', null),
        status: 404,
      });
    }
    return sendStripePage(reply, challengePage(services, challenge));
  });
  app.post<{ Params: { id: string } }>(url, { preHandler: refuseForeignOrigin }, (request, reply) => {
    const challenge = services.world.state.challenges[request.params.id];
    if (!challenge || challenge.isDone) return reply.redirect(`/stripe/challenge/${request.params.id}`, 303);
    challenge.isDone = true;
    services.world.keep();
    return settle(services, reply, challenge, readForm(request).answer === 'complete');
  });
}

function challengePage(services: StripeServices, challenge: Challenge): StripePage {
  const { card, amount, purpose } = challenge;
  const session = purpose.kind === 'checkout' ? services.world.find('checkout.session', purpose.session) : undefined;
  const what = amount > 0 ? `pay ${money(amount)}` : 'save your card for later payments';
  const main = html`<main class="stack narrow">
    <section class="panel">
      <div class="panel-head">
        <h1>3-D Secure</h1>
        <span class="badge">${card.brand} ···· ${card.last4}</span>
      </div>
      <p>Your bank asks: do you want to ${what} at Konstruct?</p>
      <form class="actions" method="post" action="/stripe/challenge/${challenge.id}">
        <button class="button" type="submit" name="answer" value="complete">Complete authentication</button>
        <button class="button danger" type="submit" name="answer" value="fail">Fail authentication</button>
      </form>
    </section>
  </main>`;
  return { title: '3-D Secure', main, leadsTo: [session?.success_url ?? null, session?.cancel_url ?? null] };
}

function settle(
  services: StripeServices,
  reply: FastifyReply,
  { purpose }: Challenge,
  isProven: boolean,
): FastifyReply {
  const { world, invoices, checkout } = services;
  if (purpose.kind === 'checkout') {
    const session = world.get('checkout.session', purpose.session);
    const page = `/stripe/checkout/${session.id}`;
    return attempt(reply, page, isProven, () => {
      const form = readCardForm(purpose.form, { needsAddress: false, now: world.now() });
      checkout.submit(session, form, true);
      return successUrl(session);
    });
  }
  if (purpose.kind === 'invoice') {
    const page = `/stripe/invoice/${purpose.invoice}`;
    return attempt(reply, page, isProven, () => {
      invoices.pay(world.get('invoice', purpose.invoice), { isProven: true });
      return `${page}?paid=1`;
    });
  }
  const page = `/stripe/portal/${purpose.portalSession}/card`;
  return attempt(reply, page, isProven, () => saveCard(services, purpose.portalSession, purpose.form, true));
}

function attempt(reply: FastifyReply, page: string, isProven: boolean, action: () => string): FastifyReply {
  const back = (problem: string) => reply.redirect(`${page}?problem=${encodeURIComponent(problem)}`, 303);
  if (!isProven) return back(REFUSED);
  try {
    return reply.redirect(action(), 303);
  } catch (error) {
    if (error instanceof StripeError) return back(error.message);
    throw error;
  }
}
