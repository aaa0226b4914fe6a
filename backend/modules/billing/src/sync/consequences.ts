import { Injectable } from '@nestjs/common';
import { LiveUpdates, type TenantTransaction } from '@konstruct/platform';
import type { BillingAccount } from '../account/billing-account.entity';
import { SeatEnforcer } from '../seats/seat-enforcer';
import type { BillingState } from '../state/billing-state';
import type { StripeNews } from '../webhook/stripe-news';
import { BillingAlerts } from './billing-alerts';
import { TrialCards } from './trial-cards';

/** What follows from a state: who works, who is told, whether a trial is one too many. */
@Injectable()
export class Consequences {
  constructor(
    private readonly seats: SeatEnforcer,
    private readonly alerts: BillingAlerts,
    private readonly trialCards: TrialCards,
    private readonly live: LiveUpdates,
  ) {}

  async draw(transaction: TenantTransaction, account: BillingAccount, state: BillingState): Promise<void> {
    const { stopped, reinstated } = await this.seats.enforce(transaction, account);
    if (stopped.length + reinstated.length > 0) await this.live.announce(transaction, 'agents', 'payroll');
    await this.alerts.follow(transaction, account);
    await this.trialCards.check(transaction, state);
  }

  /** After the state is written: what an event announced may be over by the time it comes. */
  async sound(transaction: TenantTransaction, account: BillingAccount, news: readonly StripeNews[]): Promise<void> {
    for (const { alarm } of news) if (alarm) await this.alerts.sound(transaction, account, alarm);
  }
}
