import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { inWords } from '../timeline/money-words';
import { readNews } from './read-news';
import { verifiedEvent } from './stripe-signature';

const CONTRACTS = process.env.CONTRACTS_DIR ?? resolve('../shared/contracts');
const PAYLOADS = join(CONTRACTS, 'payloads/stripe/endive-derived');
const VECTORS = join(CONTRACTS, 'vectors/stripe-signature.json');

interface Vectors {
  readonly secret: string;
  readonly payload: string;
  readonly cases: readonly { name: string; header: string; now: number; valid: boolean; payload?: string }[];
}

const isThere = existsSync(PAYLOADS) && existsSync(VECTORS);
const payloads = isThere ? readdirSync(PAYLOADS) : [];
const vectors: Vectors = isThere
  ? (JSON.parse(readFileSync(VECTORS, 'utf8')) as Vectors)
  : { secret: '', payload: '', cases: [] };

const CUSTOMER = 'cus_Qcontract1';

/** What each payload tells, besides having the state read anew; null where that is all. A new payload asks for a decision. */
const TALES: Readonly<Record<string, string | null>> = {
  'charge.dispute.created.json': 'A payment of $10.00 is disputed.',
  'charge.dispute.funds_withdrawn.json': '$10.00 were withdrawn while the dispute lasts.',
  'charge.refunded.json': '$0.00 were refunded.',
  'checkout.session.async_payment_failed.json': 'The payment of a checkout did not go through.',
  'checkout.session.async_payment_succeeded.json': null,
  'checkout.session.completed.json': 'The checkout was completed.',
  'checkout.session.expired.json': 'A checkout was left unfinished and has expired.',
  'customer.created.json': null,
  'customer.deleted.json': 'The customer was deleted in Stripe, and with it every subscription.',
  'customer.subscription.created__trialing.json': null,
  'customer.subscription.deleted.json': null,
  'customer.subscription.paused.json': null,
  'customer.subscription.resumed.json': null,
  'customer.subscription.trial_will_end.json': null,
  'customer.subscription.updated__cancel_at_period_end.json': null,
  'customer.subscription.updated__past_due.json': null,
  'customer.subscription.updated__quantity.json': null,
  'customer.subscription.updated__trial_to_active.json': null,
  'customer.updated.json': null,
  'invoice.created.json': null,
  'invoice.finalized.json': 'An invoice over $87.00 was issued.',
  'invoice.marked_uncollectible.json': 'An invoice was written off as uncollectible.',
  'invoice.paid.json': 'An invoice was paid: $87.00.',
  'invoice.paid__subscription_create.json': 'An invoice was paid: $87.00.',
  'invoice.payment_action_required.json': 'An invoice has to be confirmed with the bank.',
  'invoice.payment_failed.json': expect.stringMatching(/^An invoice over \$87.00 could not be paid\./),
  'invoice.payment_succeeded.json': null,
  'invoice.voided.json': 'An invoice was voided: nothing is owed for it.',
  'payment_method.attached.json': null,
  'price.updated.json': null,
  'product.updated.json': null,
};

/** About no customer: nothing of a business's changes by them. */
const NOBODYS = [
  'charge.dispute.created',
  'charge.dispute.funds_withdrawn',
  'charge.refunded',
  'price.updated',
  'product.updated',
];

describe(`Stripe's events (${payloads.length} payloads, ${vectors.cases.length} signatures)`, () => {
  if (!isThere) {
    it('are not here to check', () => expect(payloads).toEqual([]));
    return;
  }

  it.each(payloads)('%s is read as what it is', (file) => {
    const event = JSON.parse(readFileSync(join(PAYLOADS, file), 'utf8'));
    const news = readNews(event);
    expect(TALES).toHaveProperty([file]);
    expect(news).toMatchObject({ id: event.id, type: event.type, isLiveMode: false });
    expect(news?.tale ? inWords(news.tale.summary, 'UTC') : null).toEqual(TALES[file]);
    expect(news?.customerId).toBe(
      NOBODYS.includes(event.type) ? null : event.data.object.object === 'customer' ? event.data.object.id : CUSTOMER,
    );
  });

  it('are alarms where somebody has to do something', () => {
    const alarms = payloads
      .map((file) => readNews(JSON.parse(readFileSync(join(PAYLOADS, file), 'utf8')))?.alarm?.kind)
      .filter((kind) => kind !== undefined);
    expect(alarms.sort()).toEqual(['action_required', 'trial_will_end']);
  });

  it.each(vectors.cases.map((vector) => [vector.name, vector] as const))('signature: %s', (_, vector) => {
    const body = Buffer.from(vector.payload ?? vectors.payload);
    const event = verifiedEvent(body, vector.header, [vectors.secret], new Date(vector.now * 1_000));
    expect(event !== null).toBe(vector.valid);
  });

  it('are accepted by either secret while one replaces the other, and by no third', () => {
    const [valid] = vectors.cases;
    const verify = (...secrets: string[]): boolean =>
      verifiedEvent(Buffer.from(vectors.payload), valid?.header ?? '', secrets, new Date((valid?.now ?? 0) * 1_000)) !==
      null;
    expect(verify('whsec_new', vectors.secret)).toBe(true);
    expect(verify(vectors.secret, 'whsec_new')).toBe(true);
    expect(verify('whsec_new', 'whsec_newer')).toBe(false);
    expect(verify()).toBe(false);
  });
});
