import { Injectable } from '@nestjs/common';
import { Database, type TenantContext } from '@konstruct/platform';
import { BillingAccountStore } from '../account/billing-account.store';
import { billingState } from '../state/billing-state';
import { PriceBook } from '../stripe/price-book';
import { StripeGateway } from '../stripe/stripe-gateway';
import type { StripeNews } from '../webhook/stripe-news';
import { StateWriter, type SyncOutcome } from './state-writer';
import { StripeEventStore } from './stripe-event.store';

interface Question {
  readonly ticket: bigint;
  readonly customerId: string;
}

/**
 * The one way in which a business's billing changes: ask Stripe, write down what it says. Webhooks, the return from Checkout,
 * reconciliation and Refresh all come here. Whoever asks takes a ticket first; an answer is only written when no later ticket's was,
 * because that one may be newer. An event's change happened before its sync took its ticket, so whatever the order, the last
 * writer has seen the last change.
 */
@Injectable()
export class SubscriptionSync {
  constructor(
    private readonly database: Database,
    private readonly accounts: BillingAccountStore,
    private readonly events: StripeEventStore,
    private readonly gateway: StripeGateway,
    private readonly prices: PriceBook,
    private readonly writer: StateWriter,
  ) {}

  /** Null when there is nothing to ask: no customer, or only events that were worked on before. */
  async sync(context: TenantContext, news: readonly StripeNews[] = []): Promise<SyncOutcome | null> {
    const question = await this.takeTicket(context, news);
    if (!question) return null;
    const [price, customer] = await Promise.all([
      this.prices.current(),
      this.gateway.readCustomer(question.customerId),
    ]);
    const answer = { ...question, state: billingState(customer, price) };
    return this.database.inTenant(context, (transaction) => this.writer.write(transaction, answer, news));
  }

  private takeTicket(context: TenantContext, news: readonly StripeNews[]): Promise<Question | null> {
    return this.database.inTenant(context, async (transaction) => {
      if (news.length > 0 && (await this.events.unknown(transaction, news)).length === 0) return null;
      const { stripeCustomerId: customerId, lastTicket } = await this.accounts.lock(transaction);
      if (customerId === null) return null;
      const ticket = lastTicket + 1n;
      await this.accounts.update(transaction, { lastTicket: ticket });
      return { ticket, customerId };
    });
  }
}
