import { makeValidator, str, type CleanedEnv } from 'envalid';
import { fromUsd, type PlanLimits } from '@konstruct/contracts';
import {
  defineSettings,
  httpUrl,
  refusePlainHttpInProduction,
  wholeNumber,
  type SettingsGroup,
} from '@konstruct/platform';

const MOST_USD = 100_000;

/** An amount of US dollars with at most two decimals. */
const dollars = makeValidator<number>((input) => {
  const amount = Number(input);
  if (!/^\d+(\.\d{1,2})?$/.test(input) || amount > MOST_USD) {
    throw new Error(`must be an amount of US dollars from 0 to ${MOST_USD}, such as 49 or 49.50, is "${input}"`);
  }
  return amount;
});

const yesOrNo = (desc: string): ReturnType<typeof str<'true' | 'false'>> =>
  str({ desc, choices: ['true', 'false'], default: 'false' });

const specs = {
  NODE_ENV: str({
    desc: 'The kind of installation. "production" refuses every sandbox and plain-http provider address.',
    choices: ['development', 'test', 'production'],
    default: 'development',
  }),
  STRIPE_SECRET_KEY: str({
    desc: 'The secret key of your Stripe account (Developers, API keys). Without it everybody is on the free tier.',
    example: 'sk_live_…',
    default: '',
  }),
  STRIPE_WEBHOOK_SECRET: str({
    desc: 'The signing secret of the webhook endpoint /api/webhooks/stripe; two separated by a comma while one replaces the other.',
    example: 'whsec_…',
    default: '',
  }),
  STRIPE_API_URL: httpUrl({ desc: 'Where the Stripe API answers.', default: 'https://api.stripe.com' }),
  STRIPE_PRICE_ID: str({
    desc: 'The price of one AI employee a month; when empty, the active price with the lookup key "konstruct_agent_monthly".',
    example: 'price_1QK…',
    default: '',
  }),
  SEAT_PRICE_USD: dollars({
    desc: 'What an AI employee costs a month before its model, in US dollars; where Stripe is set up, its price counts instead.',
    default: 49,
  }),
  TRIAL_DAYS: wholeNumber(0, 730)({ desc: 'Days of trial with full access; 0 for none.', default: 14 }),
  GRACE_DAYS: wholeNumber(
    0,
    90,
  )({ desc: 'Days that employees keep working after the first failed payment.', default: 7 }),
  FREE_AGENT_LIMIT: wholeNumber(
    0,
    10_000,
  )({
    desc: 'AI employees that may be live at once in a business that never subscribed. When a subscription ends, nobody works until there is a new one.',
    default: 1,
  }),
  FREE_DAILY_API_CALLS: wholeNumber(
    0,
    1_000_000_000,
  )({ desc: "API calls a day of the business's own calendar without a subscription.", default: 1_000 }),
  PAID_DAILY_API_CALLS: wholeNumber(
    0,
    1_000_000_000,
  )({ desc: 'API calls a day with a subscription; 0 for no limit.', default: 0 }),
  BILLING_AUTOMATIC_TAX: yesOrNo('Whether Stripe Tax computes taxes in Checkout; needs a registration in Stripe.'),
  BILLING_COLLECT_TAX_ID: yesOrNo("Whether Checkout asks for the business's tax id."),
  BILLING_COLLECT_ADDRESS: yesOrNo('Whether Checkout asks for the billing address.'),
};

/** Parsed settings of billing; inject with the BILLING_SETTINGS token. */
export type BillingSettings = CleanedEnv<typeof specs>;

/** Settings of billing. Key and webhook secret belong together: with one alone payments would go unnoticed. */
export const billingSettings: SettingsGroup<typeof specs> = defineSettings('Billing', specs, (settings) => [
  ...halfConfigured(settings),
  ...refusePlainHttpInProduction(settings.NODE_ENV, { STRIPE_API_URL: settings.STRIPE_API_URL }),
]);

/** Injection token of BillingSettings. */
export const BILLING_SETTINGS = Symbol('BILLING_SETTINGS');

/** Whether payments can be taken. */
export function isStripeConfigured(settings: BillingSettings): boolean {
  return settings.STRIPE_SECRET_KEY !== '';
}

/** Whether the installation takes real money; keys say so. */
export function isLiveMode(settings: BillingSettings): boolean {
  return /^[sr]k_live_/.test(settings.STRIPE_SECRET_KEY);
}

/** The secrets that a webhook may be signed with. */
export function webhookSecrets(settings: BillingSettings): string[] {
  return settings.STRIPE_WEBHOOK_SECRET.split(',')
    .map((secret) => secret.trim())
    .filter((secret) => secret !== '');
}

/** The monthly price of a seat where Stripe names none. */
export function defaultSeatPriceNanoUsd(settings: BillingSettings): bigint {
  return fromUsd(settings.SEAT_PRICE_USD);
}

/** What each tier allows on this installation. */
export function planLimits(settings: BillingSettings): PlanLimits {
  return {
    freeAgents: settings.FREE_AGENT_LIMIT,
    freeApiCallsPerDay: settings.FREE_DAILY_API_CALLS,
    paidApiCallsPerDay: settings.PAID_DAILY_API_CALLS === 0 ? null : settings.PAID_DAILY_API_CALLS,
    graceDays: settings.GRACE_DAYS,
  };
}

function halfConfigured(settings: BillingSettings): string[] {
  if (isStripeConfigured(settings) === webhookSecrets(settings).length > 0) return [];
  return ['STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET belong together: set both, or neither to run without payments.'];
}
