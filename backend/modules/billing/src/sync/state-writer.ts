import { Injectable } from '@nestjs/common';
import { Clock, LiveUpdates, type TenantTransaction } from '@konstruct/platform';
import { BillingAccountStore } from '../account/billing-account.store';
import { CustomerRoutes } from '../account/customer-routes';
import type { BillingAccount } from '../account/billing-account.entity';
import { differences, toColumns } from '../state/account-columns';
import type { BillingState } from '../state/billing-state';
import { stateTales } from '../state/state-words';
import { Timeline } from '../timeline/timeline';
import type { StripeNews } from '../webhook/stripe-news';
import { Consequences } from './consequences';
import { StripeEventStore } from './stripe-event.store';

/** What Stripe said to the question of a ticket. */
export interface StripeAnswer {
  readonly ticket: bigint;
  readonly customerId: string;
  readonly state: BillingState;
}

/** What a sync changed, by column. */
export interface SyncOutcome {
  readonly changes: Readonly<Record<string, { before: unknown; after: unknown }>>;
}

/** Writes Stripe's answer and all that follows from it in one transaction. */
@Injectable()
export class StateWriter {
  constructor(
    private readonly accounts: BillingAccountStore,
    private readonly events: StripeEventStore,
    private readonly routes: CustomerRoutes,
    private readonly timeline: Timeline,
    private readonly consequences: Consequences,
    private readonly live: LiveUpdates,
    private readonly clock: Clock,
  ) {}

  async write(transaction: TenantTransaction, answer: StripeAnswer, news: readonly StripeNews[]): Promise<SyncOutcome> {
    const account = await this.accounts.lock(transaction);
    const fresh = await this.events.claim(transaction, news);
    await this.timeline.tell(
      transaction,
      fresh.flatMap(({ tale }) => tale ?? []),
    );
    await this.routes.addPayments(transaction, paymentsOf(fresh));
    const isOutdated = answer.ticket <= account.appliedTicket || answer.customerId !== account.stripeCustomerId;
    const { after, changes } = isOutdated
      ? { after: account, changes: {} }
      : await this.apply(transaction, account, answer);
    await this.consequences.sound(transaction, after, fresh);
    if (fresh.length > 0 || Object.keys(changes).length > 0) await this.live.announce(transaction, 'billing');
    return { changes };
  }

  private async apply(
    transaction: TenantTransaction,
    account: BillingAccount,
    { ticket, state }: StripeAnswer,
  ): Promise<SyncOutcome & { readonly after: BillingAccount }> {
    const now = this.clock.now();
    const columns = {
      ...toColumns(state),
      pastDueSince: anchor(state.pastDueSince, account.pastDueSince, now),
      // Once per business: also when the customer was deleted in Stripe and replaced by a new one.
      isTrialUsed: account.isTrialUsed || state.isTrialUsed,
    };
    const changes = differences(account, columns);
    const after = { ...account, ...columns, appliedTicket: ticket, syncedAt: now };
    await this.accounts.update(transaction, { ...columns, appliedTicket: ticket, syncedAt: now });
    const tales = stateTales(account, columns).map((tale) => ({ ...tale, occurredAt: now, url: null }));
    await this.timeline.tell(transaction, tales);
    await this.routes.addPayments(transaction, state.paymentIds);
    await this.consequences.draw(transaction, after, state);
    return { after, changes };
  }
}

/** What events say of payments by the way: a dispute names nothing else. */
function paymentsOf(news: readonly StripeNews[]): string[] {
  return news.filter(({ customerId }) => customerId !== null).flatMap(({ paymentIds }) => paymentIds);
}

/** A clock at Stripe that is ahead of ours, as a test clock is, must not lengthen the grace period. */
function anchor(told: Date | null, known: Date | null, now: Date): Date | null {
  return told === null || told <= now ? told : (known ?? now);
}
