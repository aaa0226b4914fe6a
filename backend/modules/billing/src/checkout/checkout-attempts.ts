import { Injectable } from '@nestjs/common';
import { Database, type TenantContext } from '@konstruct/platform';
import type { BillingAccount } from '../account/billing-account.entity';
import { BillingAccountStore } from '../account/billing-account.store';
import { BillingError } from '../billing.errors';
import { CheckoutGateway, type CheckoutOrder } from '../stripe/checkout-gateway';
import { SubscriptionSync } from '../sync/subscription-sync';

interface Attempt {
  readonly number: number;
  /** The page of this attempt, where it is known already. */
  readonly sessionId: string | null;
  /** The page of the attempt before, which must not be used any more. */
  readonly formerSessionId: string | null;
}

/**
 * Keeps one Checkout page open at a time, so that two clicks, two tabs or two people can never pay twice: whoever wants the same
 * joins the attempt under way, whoever wants something else closes its page first.
 */
@Injectable()
export class CheckoutAttempts {
  constructor(
    private readonly database: Database,
    private readonly accounts: BillingAccountStore,
    private readonly gateway: CheckoutGateway,
    private readonly sync: SubscriptionSync,
  ) {}

  /** The account as Stripe has it now. */
  async refresh(context: TenantContext): Promise<BillingAccount> {
    await this.sync.sync(context);
    return this.database.inTenant(context, (transaction) => this.accounts.read(transaction));
  }

  /** The page to pay on; null when a page was paid on meanwhile. */
  async pageFor(context: TenantContext, order: CheckoutOrder): Promise<string | null> {
    const params = JSON.stringify(order);
    const joined = await this.join(context, params, null);
    if (joined.sessionId === null) return this.openPage(context, order, joined);
    const page = await this.gateway.findSession(joined.sessionId);
    if (page?.url != null) return page.url;
    if ((await this.refresh(context)).liveSubscriptions > 0) return null;
    return this.openPage(context, order, await this.join(context, params, joined.number));
  }

  private async openPage(context: TenantContext, order: CheckoutOrder, attempt: Attempt): Promise<string | null> {
    if (attempt.formerSessionId !== null && !(await this.gateway.closeSession(attempt.formerSessionId))) {
      if ((await this.refresh(context)).liveSubscriptions > 0) return null;
    }
    const session = await this.gateway.createSession(order, `checkout:${context.tenantId}:${attempt.number}`);
    if (session.url === null) throw new BillingError('checkout_superseded');
    const isCurrent = await this.keep(context, attempt.number, session.id);
    if (isCurrent) return session.url;
    await this.gateway.closeSession(session.id);
    throw new BillingError('checkout_superseded');
  }

  /** Joins the attempt for the same order, unless it is the used-up one; begins the next one otherwise. */
  private join(context: TenantContext, params: string, usedUp: number | null): Promise<Attempt> {
    return this.database.inTenant(context, async (transaction) => {
      const account = await this.accounts.lock(transaction);
      const { checkoutNumber, checkoutParams, checkoutSessionId } = account;
      if (checkoutParams === params && checkoutNumber !== usedUp) {
        return { number: checkoutNumber, sessionId: checkoutSessionId, formerSessionId: null };
      }
      const number = checkoutNumber + 1;
      await this.accounts.update(transaction, {
        checkoutNumber: number,
        checkoutParams: params,
        checkoutSessionId: null,
      });
      return { number, sessionId: null, formerSessionId: checkoutSessionId };
    });
  }

  private keep(context: TenantContext, number: number, sessionId: string): Promise<boolean> {
    return this.database.inTenant(context, async (transaction) => {
      const account = await this.accounts.lock(transaction);
      if (account.checkoutNumber !== number) return false;
      await this.accounts.update(transaction, { checkoutSessionId: sessionId });
      return true;
    });
  }
}
