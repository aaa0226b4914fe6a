import type { CustomerReading, SubscriptionReading } from '../src/stripe/stripe-reading';
import type { StripeNews } from '../src/webhook/stripe-news';
import { item, openInvoice, subscription } from './readings';

/** What happens in Stripe, step by step: each changes the customer's subscriptions and sends an event. */
export type LifecycleStep = readonly [type: string, change: (world: SubscriptionReading[]) => SubscriptionReading[]];

const changed =
  (changes: Partial<SubscriptionReading>) =>
  ([newest, ...older]: SubscriptionReading[]): SubscriptionReading[] =>
    newest ? [{ ...newest, ...changes }, ...older] : [];

const TRIAL = { hadTrial: true, trialEndsAt: new Date('2026-11-15T00:00:00Z') };

/** From the first trial to a second subscription. */
export const LIFECYCLE: readonly LifecycleStep[] = [
  ['customer.subscription.created', () => [subscription({ status: 'trialing', ...TRIAL })]],
  ['customer.subscription.trial_will_end', (world) => world],
  ['invoice.paid', changed({ status: 'active' })],
  ['customer.subscription.updated', changed({ items: [item({ quantity: 5 })] })],
  ['customer.subscription.updated', changed({ items: [item({ quantity: 2 })] })],
  ['invoice.payment_failed', changed({ status: 'past_due', latestInvoice: openInvoice() })],
  ['invoice.paid', changed({ status: 'active', latestInvoice: null })],
  ['customer.subscription.deleted', changed({ status: 'canceled', endedAt: new Date('2026-11-20T00:00:00Z') })],
  [
    'customer.subscription.created',
    (world) => [
      subscription({
        id: 'sub_2',
        createdAt: new Date('2026-11-21T00:00:00Z'),
        items: [item({ id: 'si_2', quantity: 4 })],
      }),
      ...world,
    ],
  ],
];

/** A Stripe in memory, with one customer. */
export class StripeWorld {
  subscriptions: SubscriptionReading[] = [];
  private events = 0;

  constructor(readonly customerId: string) {}

  /** Lets a step happen; answers the event that Stripe sends of it. */
  happen([type, change]: LifecycleStep): StripeNews {
    this.subscriptions = change(this.subscriptions);
    return this.news(type);
  }

  news(type: string): StripeNews {
    this.events += 1;
    const createdAt = new Date(Date.UTC(2026, 10, 21, 0, this.events));
    return {
      id: `evt_${this.customerId}_${this.events}`,
      type,
      createdAt,
      isLiveMode: false,
      customerId: this.customerId,
      paymentIds: [],
      tale: { occurredAt: createdAt, kind: 'event', summary: `${type} happened.`, url: null },
      alarm: null,
    };
  }

  read(): CustomerReading {
    const openInvoices = this.subscriptions.flatMap(({ latestInvoice }) => latestInvoice ?? []);
    return { isDeleted: false, card: null, subscriptions: [...this.subscriptions], openInvoices };
  }
}
