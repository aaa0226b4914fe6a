import { Injectable } from '@nestjs/common';
import { AgentDirectory } from '@konstruct/agents';
import { Database, type TenantContext, type TenantTransaction } from '@konstruct/platform';
import type { BillingAccount } from '../account/billing-account.entity';
import { BillingAccountStore } from '../account/billing-account.store';
import { BillingError } from '../billing.errors';
import { StripeOffice } from '../stripe/stripe-office';
import type { QuantityPreview } from './quantity-preview.entity';
import { QuantityPreviewStore } from './quantity-preview.store';
import { settlementOf } from './quantity-terms';
import { SubscriptionDesk } from './subscription-desk';

/** A change that somebody was shown and confirms. */
export interface ConfirmedChange {
  readonly agentCount: number;
  readonly prorationDate: number;
  /** Who stops, where fewer are paid for than work. */
  readonly stopAgentIds: readonly string[];
}

/** What became of it. Where the payment waits, nothing has changed yet. */
export interface ChangeOutcome {
  readonly outcome: 'changed' | 'payment_required';
  readonly payUrl: string | null;
}

/** Changes how many employees are paid for, exactly as it was shown. */
@Injectable()
export class QuantityChanger {
  constructor(
    private readonly database: Database,
    private readonly accounts: BillingAccountStore,
    private readonly agents: AgentDirectory,
    private readonly desk: SubscriptionDesk,
    private readonly office: StripeOffice,
    private readonly shown: QuantityPreviewStore,
  ) {}

  async change(context: TenantContext, change: ConfirmedChange): Promise<ChangeOutcome> {
    const { account, running } = await this.desk.changeable(context);
    const preview = await this.database.inTenant(context, (transaction) => this.accept(transaction, account, change));
    if (preview === null) return { outcome: 'changed', payUrl: null };
    const { status, agentQuota } = { status: account.subscriptionStatus, agentQuota: account.agentQuota };
    const order = {
      ...running,
      quantity: change.agentCount,
      settlement: settlementOf(status, agentQuota, change.agentCount),
      prorationDate: change.prorationDate,
    };
    const { items, latestInvoice } = await this.office.changeQuantity(order, `quantity:${preview.id}`);
    await this.desk.carriedOut(context);
    // By what is so now: an older change may still wait for its payment.
    const isChanged = items.some(({ id, quantity }) => id === running.itemId && quantity === change.agentCount);
    if (isChanged) return { outcome: 'changed', payUrl: null };
    return { outcome: 'payment_required', payUrl: latestInvoice?.payUrl ?? null };
  }

  /** Null when it is so already: the same confirmation came twice. */
  private async accept(
    transaction: TenantTransaction,
    account: BillingAccount,
    { agentCount, prorationDate, stopAgentIds }: ConfirmedChange,
  ): Promise<QuantityPreview | null> {
    const preview = await this.shown.find(transaction, agentCount, prorationDate);
    if (preview?.stripeSubscriptionId !== account.stripeSubscriptionId) {
      throw new BillingError('preview_expired');
    }
    if (account.agentQuota === agentCount) return null;
    if (account.agentQuota !== preview.fromQuota) throw new BillingError('preview_expired');
    await this.choose(transaction, agentCount, stopAgentIds);
    return preview;
  }

  /** Kept with the account before Stripe is asked: whoever syncs first, be it a webhook, stops those who were chosen. */
  private async choose(
    transaction: TenantTransaction,
    agentCount: number,
    stopAgentIds: readonly string[],
  ): Promise<void> {
    await this.accounts.lock(transaction);
    const live = new Set((await this.agents.listByStatus(transaction, 'live')).map(({ id }) => id));
    const excess = Math.max(0, live.size - agentCount);
    const chosen = new Set(stopAgentIds);
    const isComplete = chosen.size === excess && [...chosen].every((id) => live.has(id));
    if (!isComplete) {
      throw new BillingError('choose_who_stops', {
        detail: `${live.size} employees work and ${agentCount} would be paid for. Choose exactly ${excess} of those at work in stop_agent_ids.`,
      });
    }
    await this.accounts.update(transaction, { chosenToStop: [...chosen] });
  }
}
