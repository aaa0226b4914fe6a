import { ProblemError, problemTable, type ProblemExtras } from '@konstruct/platform';

const billingProblems = problemTable({
  billing_not_configured: {
    status: 503,
    title: 'Payments are not set up here',
    detail:
      'This installation has no Stripe account. Whoever runs it sets STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET.',
  },
  stripe_unavailable: {
    status: 503,
    title: 'Stripe does not answer',
    detail: 'Nothing was changed and nothing was charged. Try again in a minute.',
  },
  stripe_refused: {
    status: 502,
    title: 'Stripe refused the request',
    detail: 'Nothing was changed and nothing was charged. Tell support the request id.',
  },
  price_not_found: {
    status: 503,
    title: 'There is no price yet',
    detail:
      'Stripe knows no active monthly price in US dollars for this installation. Whoever runs it sets STRIPE_PRICE_ID, or gives a price the lookup key konstruct_agent_monthly.',
  },
  card_declined: {
    status: 402,
    title: 'The card was declined',
    detail: 'Nothing was changed. Use another card under "Manage billing", then try again.',
  },
  signature_invalid: {
    status: 400,
    title: 'The signature is not valid',
    detail:
      'The request was not signed with the secret of this webhook endpoint, is older than five minutes, or is no event. Compare STRIPE_WEBHOOK_SECRET with the endpoint in Stripe (Developers, Webhooks).',
  },
  agent_limit_reached: {
    status: 409,
    title: 'Every seat is taken',
    detail: 'Add employees to the subscription, or pause one.',
  },
  employees_stopped: {
    status: 409,
    title: 'Employees are stopped by billing',
    detail: 'Settle the subscription on the billing page, and they come back by themselves.',
  },
  never_subscribed: {
    status: 409,
    title: 'There is nothing to manage yet',
    detail: 'Subscribe first; the Billing Portal is there from the first checkout on.',
  },
  no_subscription: {
    status: 409,
    title: 'There is no subscription',
    detail: 'Subscribe first. What was changed in Stripe meanwhile counts already: reload the billing page.',
  },
  subscription_ending: {
    status: 409,
    title: 'The subscription ends with this period',
    detail: 'Resume it first, then change how many employees you pay for.',
  },
  checkout_superseded: {
    status: 409,
    title: 'Another checkout was opened meanwhile',
    detail: 'Somebody opened a checkout for another number of employees at the same time. Try again.',
  },
  checkout_not_found: {
    status: 404,
    title: 'This checkout does not exist',
    detail: 'The link is incomplete, or the checkout belongs to another business.',
  },
  owner_required: {
    status: 403,
    title: 'Only an owner may do this',
    detail: 'Ending the subscription at once cannot be taken back. Ask an owner, or cancel at the end of the period.',
  },
  preview_expired: {
    status: 409,
    title: 'The price was not shown, or too long ago',
    detail:
      'Look at the preview again and confirm it within half an hour: you are charged what it says, counted from its moment.',
  },
  change_overtaken: {
    status: 409,
    title: 'Somebody else changed the number at the same time',
    detail: 'Look at what is paid for now, and change it again if that is not right.',
  },
  choose_who_stops: {
    status: 409,
    title: 'Choose who stops',
    detail: 'More employees work than would be paid for. Choose who stops.',
  },
  api_limit_reached: {
    status: 429,
    title: "Today's API calls are used up",
    detail: 'They work again from the next day of the business on, or at once after an upgrade on the billing page.',
  },
});

export type BillingProblemCode = keyof typeof billingProblems;

/** What can go wrong with billing. */
export class BillingError extends ProblemError<BillingProblemCode> {
  constructor(code: BillingProblemCode, extras?: ProblemExtras) {
    super(code, billingProblems[code], extras);
  }
}
