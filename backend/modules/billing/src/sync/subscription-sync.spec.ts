import { Clock, systemContext, type TenantTransaction } from '@konstruct/platform';
import { PRICE } from '../../testing/readings';
import { LIFECYCLE, StripeWorld } from '../../testing/stripe-world';
import type { BillingAccount } from '../account/billing-account.entity';
import { emptyAccount } from '../account/empty-account';
import { toColumns } from '../state/account-columns';
import { billingState } from '../state/billing-state';
import type { StripeNews } from '../webhook/stripe-news';
import { StateWriter } from './state-writer';
import { SubscriptionSync } from './subscription-sync';

const CONTEXT = systemContext('019aa3c0-0000-7000-8000-000000000001', 'spec');

/** Random, and the same in every run. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

function* permutations<T>(list: readonly T[]): Generator<T[]> {
  if (list.length === 0) yield [];
  for (const [index, first] of list.entries()) {
    for (const rest of permutations([...list.slice(0, index), ...list.slice(index + 1)])) yield [first, ...rest];
  }
}

/** The real sync on an account in memory; transactions are atomic because nothing in them waits. */
class Installation {
  account: BillingAccount = { ...emptyAccount(CONTEXT.tenantId, false), stripeCustomerId: 'cus_1' };
  readonly worked = new Set<string>();
  readonly told: string[] = [];
  readonly world = new StripeWorld('cus_1');
  /** How long a read takes: an array of resolvers where a spec wants to hold answers back. */
  delay: () => Promise<void> = () => Promise.resolve();

  readonly sync = this.build();

  private build(): SubscriptionSync {
    const accounts = {
      lock: () => this.account,
      update: (_: TenantTransaction, changes: Partial<BillingAccount>) => Object.assign(this.account, changes),
    };
    const events = {
      unknown: (_: TenantTransaction, news: StripeNews[]) => news.filter(({ id }) => !this.worked.has(id)),
      claim: (_: TenantTransaction, news: StripeNews[]) => {
        const fresh = news.filter(({ id }) => !this.worked.has(id));
        for (const { id } of fresh) this.worked.add(id);
        return fresh;
      },
    };
    const timeline = {
      tell: (_: TenantTransaction, tales: { summary: string }[]) =>
        this.told.push(...tales.map(({ summary }) => summary)),
    };
    const nothing = new Proxy({}, { get: () => () => undefined });
    const database = { inTenant: (_: unknown, work: (transaction: unknown) => unknown) => Promise.resolve(work({})) };
    const gateway = {
      readCustomer: async () => {
        const reading = this.world.read();
        await this.delay();
        return reading;
      },
    };
    const writer = new StateWriter(
      ...([accounts, events, nothing, timeline, nothing, nothing, new Clock()] as unknown as ConstructorParameters<
        typeof StateWriter
      >),
    );
    return new SubscriptionSync(
      ...([database, accounts, events, gateway, { current: () => PRICE }, writer] as unknown as ConstructorParameters<
        typeof SubscriptionSync
      >),
    );
  }

  expectStripesState(): void {
    const columns = toColumns(billingState(this.world.read(), PRICE));
    expect(this.account).toMatchObject(columns);
  }
}

describe('the one sync (PRTA-05)', () => {
  it('ends in the state of Stripe in each of the 5,040 orders of seven events', async () => {
    let orders = 0;
    for (const order of permutations([0, 1, 2, 3, 4, 5, 6])) {
      const installation = new Installation();
      const news = LIFECYCLE.slice(0, 7).map((step) => installation.world.happen(step));
      for (const index of order) await installation.sync.sync(CONTEXT, news[index] ? [news[index]] : []);
      installation.expectStripesState();
      expect(installation.worked.size).toBe(7);
      orders += 1;
    }
    expect(orders).toBe(5_040);
  });

  it('ends in it when events overtake each other, come twice or not at all while Stripe goes on', async () => {
    for (let seed = 1; seed <= 2_000; seed += 1) {
      const chance = random(seed);
      const installation = new Installation();
      const under: Promise<unknown>[] = [];
      installation.delay = async () => {
        for (let turns = Math.floor(chance() * 12); turns > 0; turns -= 1) await Promise.resolve();
      };
      const waiting: StripeNews[] = [];
      const deliver = (): void => {
        const [news] = waiting.splice(Math.floor(chance() * waiting.length), 1);
        if (!news) return;
        const isLost = chance() < 0.15 && waiting.length > 0;
        if (!isLost) under.push(installation.sync.sync(CONTEXT, [news]));
        if (chance() < 0.3) waiting.push(news);
      };
      for (const step of LIFECYCLE) {
        waiting.push(installation.world.happen(step));
        while (chance() < 0.5) deliver();
        for (let turns = Math.floor(chance() * 4); turns > 0; turns -= 1) await Promise.resolve();
      }
      while (waiting.length > 0) deliver();
      under.push(installation.sync.sync(CONTEXT));
      await Promise.all(under);
      installation.expectStripesState();
    }
  });

  it('lets no slow answer overwrite a younger one', async () => {
    const installation = new Installation();
    const [created, updated] = [LIFECYCLE[0]!, LIFECYCLE[2]!];
    const first = installation.world.happen(created);
    let release = (): void => undefined;
    installation.delay = () => new Promise((resolve) => (release = resolve));
    const slow = installation.sync.sync(CONTEXT, [first]);
    await new Promise((resolve) => setImmediate(resolve));
    installation.delay = () => Promise.resolve();
    await installation.sync.sync(CONTEXT, [installation.world.happen(updated)]);
    expect(installation.account.subscriptionStatus).toBe('active');
    release();
    await slow;
    expect(installation.account.subscriptionStatus).toBe('active');
    expect(installation.worked.size).toBe(2);
  });

  it('tells of each event once, however often it comes', async () => {
    const installation = new Installation();
    const news = installation.world.happen(LIFECYCLE[0]!);
    await Promise.all([1, 2, 3].map(() => installation.sync.sync(CONTEXT, [news])));
    expect(await installation.sync.sync(CONTEXT, [news])).toBeNull();
    expect(installation.told.filter((line) => line === news.tale?.summary)).toHaveLength(1);
  });

  it('asks nothing where there is no customer', async () => {
    const installation = new Installation();
    installation.account.stripeCustomerId = null;
    expect(await installation.sync.sync(CONTEXT)).toBeNull();
  });

  it('writes nothing of a customer that was replaced meanwhile', async () => {
    const installation = new Installation();
    installation.world.happen(LIFECYCLE[0]!);
    installation.delay = () => {
      installation.account.stripeCustomerId = 'cus_2';
      return Promise.resolve();
    };
    await installation.sync.sync(CONTEXT);
    expect(installation.account.subscriptionStatus).toBe('none');
  });
});
