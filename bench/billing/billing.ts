import { Client } from 'pg';

import { findFreePort } from '../../tools/processes/free-port.ts';
import type { Bench, BenchResult } from '../report/bench.ts';
import { percentile, rounded } from '../report/statistics.ts';
import { Stage } from '../stage/stage.ts';
import { addCustomers, databaseCounters, storedStates } from './customers.ts';
import { ALL_ORDERS, deliveryOrder, randomOf } from './orders.ts';
import { LIFECYCLE, StripeWorld } from './stripe-world.ts';
import { loadStatementCounter, statementCount } from './statement-counter.ts';
import { WebhookSender } from './webhook-sender.ts';

const SECRET = 'whsec_bench';
const AT_ONCE = 500;
const CUSTOMERS = 100;
const SYNCS = 200;
const LANES = 12;

interface Hall {
  readonly world: StripeWorld;
  readonly database: Client;
  readonly urls: readonly string[];
}

/**
 * Whether billing always ends in Stripe's state, and what that costs: two processes, a Stripe that goes on while webhooks come in
 * every order, twice or not at all; then five hundred at once for one business and for a hundred.
 */
export const bench: Bench = async ({ isQuick, note }) => {
  const world = new StripeWorld();
  const environment = {
    STRIPE_SECRET_KEY: 'sk_test_bench',
    STRIPE_WEBHOOK_SECRET: SECRET,
    STRIPE_API_URL: await world.start(),
  };
  const stage = await Stage.open({ purpose: 'billing', note, environment });
  const database = new Client({ connectionString: stage.productDatabaseUrl('superuser') });
  try {
    await loadStatementCounter(stage);
    await stage.startApi();
    const second = await findFreePort(15_400);
    await stage.startApi(second);
    await database.connect();
    const urls = [stage.url.replace('localhost', '127.0.0.1'), `http://127.0.0.1:${second}`];
    return await measure({ world, database, urls }, isQuick ? 250 : ALL_ORDERS, note);
  } finally {
    await database.end();
    await stage.close();
    world.stop();
  }
};

async function measure(hall: Hall, orders: number, note: (text: string) => void): Promise<BenchResult> {
  note(`${orders} orders of ${LIFECYCLE.length} events, ${LANES} at a time`);
  const permuted = await tryOrders(hall, orders);
  note(`${SYNCS} events one after the other`);
  const cost = await costOfSync(hall);
  note(`${AT_ONCE} webhooks at once for one business, then for ${CUSTOMERS}`);
  const one = await flood(hall, 1);
  const many = await flood(hall, CUSTOMERS);
  const { deadlocks } = await databaseCounters(hall.database);
  return report({ orders, permuted, cost, one, many, deadlocks });
}

interface Outcome {
  readonly mismatches: number;
  readonly refused: number;
}

async function tryOrders({ world, database, urls }: Hall, orders: number): Promise<Outcome> {
  const customers = await addCustomers(database, orders);
  const sender = new WebhookSender(urls, SECRET);
  const waiting = customers.map((customerId, number) => ({ customerId, number }));
  const lane = async (): Promise<void> => {
    for (let next = waiting.pop(); next; next = waiting.pop()) await live(world, sender, next.customerId, next.number);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  sender.close();
  return { mismatches: await mismatches({ world, database }, customers), refused: sender.refused };
}

/** One customer's life: an event comes at the earliest when it has happened, often long after, and two at a time. */
async function live(world: StripeWorld, sender: WebhookSender, customerId: string, number: number): Promise<void> {
  const chance = randomOf(number);
  const under: Promise<void>[] = [];
  for (const step of deliveryOrder(number)) {
    world.advance(customerId, step);
    const event = { id: `evt_${customerId}_${step}`, type: LIFECYCLE[step]?.event ?? '', customerId };
    under.push(sender.deliver(event));
    if (chance() < 0.6) await Promise.all(under.splice(0));
  }
  await Promise.all(under);
}

async function mismatches(
  { world, database }: Pick<Hall, 'world' | 'database'>,
  customers: readonly string[],
): Promise<number> {
  const states = await storedStates(database, customers);
  const wrong = states.filter(({ customer, status, quantity, subscription }) => {
    const expected = world.stateOf(customer);
    const isSame =
      status === expected.status && quantity === expected.quantity && subscription === expected.subscriptionId;
    return !isSame;
  });
  return wrong.length + customers.length - states.length;
}

interface SyncCost {
  readonly apiCalls: number;
  readonly transactions: number;
  readonly queries: number;
  readonly p50: number;
}

async function costOfSync({ world, database, urls }: Hall): Promise<SyncCost> {
  const [customerId = ''] = await addCustomers(database, 1);
  world.advance(customerId, 2);
  const sender = new WebhookSender(urls.slice(0, 1), SECRET);
  const statements = await statementCount(database);
  const before = { ...(await databaseCounters(database)), calls: world.calls };
  for (let number = 0; number < SYNCS; number += 1) {
    await sender.deliver({ id: `evt_${customerId}_${number}`, type: 'invoice.updated', customerId });
  }
  const calls = world.calls - before.calls;
  const { commits } = await databaseCounters(database);
  sender.close();
  return {
    apiCalls: rounded(calls / SYNCS),
    transactions: rounded((commits - before.commits) / SYNCS),
    queries: rounded(((await statementCount(database)) - statements) / SYNCS),
    p50: rounded(percentile(sender.latenciesMs, 0.5)),
  };
}

interface Flood extends Outcome {
  readonly p50: number;
  readonly p99: number;
  readonly lost: number;
  readonly apiCalls: number;
}

async function flood({ world, database, urls }: Hall, count: number): Promise<Flood> {
  const customers = await addCustomers(database, count);
  const sender = new WebhookSender(urls, SECRET);
  const calls = world.calls;
  for (const customerId of customers) world.advance(customerId, 2);
  const all = Array.from({ length: AT_ONCE }, (_, number) => {
    const customerId = customers[number % count] ?? '';
    world.setQuantity(customerId, number + 1);
    return sender.deliver({ id: `evt_${customerId}_${number}`, type: 'customer.subscription.updated', customerId });
  });
  await Promise.all(all);
  sender.close();
  const stored = await storedStates(database, customers);
  return {
    mismatches: await mismatches({ world, database }, customers),
    refused: sender.refused,
    lost: AT_ONCE - stored.reduce((sum, { events }) => sum + events, 0),
    apiCalls: world.calls - calls,
    p50: rounded(percentile(sender.latenciesMs, 0.5)),
    p99: rounded(percentile(sender.latenciesMs, 0.99)),
  };
}

function report(found: {
  orders: number;
  permuted: Outcome;
  cost: SyncCost;
  one: Flood;
  many: Flood;
  deadlocks: number;
}): BenchResult {
  const { orders, permuted, cost, one, many, deadlocks } = found;
  const wrong = permuted.mismatches + one.mismatches + many.mismatches;
  const refused = permuted.refused + one.refused + many.refused;
  const row = (name: string, { p50, p99, apiCalls, lost }: Flood): string[] => [
    name,
    String(p50),
    String(p99),
    String(apiCalls),
    String(lost),
  ];
  return {
    ratios: {},
    figures: {
      ...{ orders, mismatches: wrong, refused, deadlocks, lost_events: one.lost + many.lost },
      ...{ api_calls_per_sync: cost.apiCalls, transactions_per_sync: cost.transactions },
      ...{ queries_per_sync: cost.queries, sync_p50_ms: cost.p50 },
      ...{ one_business_p99_ms: one.p99, many_businesses_p99_ms: many.p99 },
    },
    table: [
      [`${AT_ONCE} webhooks at once`, 'p50 ms', 'p99 ms', 'calls of Stripe', 'lost events'],
      row('one business', one),
      row(`${CUSTOMERS} businesses`, many),
      [`${orders} orders`, '', '', '', `${permuted.mismatches} mismatches`],
      [
        'one event alone',
        String(cost.p50),
        '',
        String(cost.apiCalls),
        `${cost.queries} queries in ${cost.transactions} transactions`,
      ],
    ],
    misses: [
      ...(wrong > 0 ? [`${wrong} businesses ended in another state than Stripe's`] : []),
      ...(one.lost + many.lost > 0 ? [`${one.lost + many.lost} events were not stored`] : []),
      ...(refused > 0 ? [`${refused} webhooks were refused`] : []),
      ...(deadlocks > 0 ? [`${deadlocks} deadlocks`] : []),
    ],
  };
}
