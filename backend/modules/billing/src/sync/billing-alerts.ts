import { Inject, Injectable } from '@nestjs/common';
import { daysLeft, graceEndsAt } from '@konstruct/contracts';
import { Notices } from '@konstruct/notices';
import { Clock, JobQueue, type TenantTransaction } from '@konstruct/platform';
import type { BillingAccount } from '../account/billing-account.entity';
import { BILLING_SETTINGS, type BillingSettings } from '../billing.config';
import { EntitlementDesk, subscriptionFacts } from '../entitlements/entitlement-desk';
import type { StripeAlarm } from '../webhook/stripe-news';
import { dunningStep } from './dunning';

/** The job that looks at a business again when its grace period takes its next step. */
export const WATCH_JOB = 'billing.watch';

const KEYS = {
  payment: 'billing:payment',
  stopped: 'billing:stopped',
  duplicate: 'billing:duplicate',
  trial: 'billing:trial',
  confirm: 'billing:confirm',
} as const;

const LINK = 'billing';

/** Tells a business's owners and admins what to do about their billing, and that it is done. */
@Injectable()
export class BillingAlerts {
  constructor(
    @Inject(BILLING_SETTINGS) private readonly settings: BillingSettings,
    private readonly entitlements: EntitlementDesk,
    private readonly notices: Notices,
    private readonly jobs: JobQueue,
    private readonly clock: Clock,
  ) {}

  /** Brings the notices in line with the account; what is settled is resolved. */
  async follow(transaction: TenantTransaction, account: BillingAccount): Promise<void> {
    await this.dun(transaction, account);
    if (account.subscriptionStatus !== 'trialing') await this.notices.resolve(transaction, KEYS.trial);
    if (account.payUrl === null) await this.notices.resolve(transaction, KEYS.confirm);
    if (account.liveSubscriptions > 1) await this.warnOfDuplicate(transaction, account.liveSubscriptions);
    else await this.notices.resolve(transaction, KEYS.duplicate);
  }

  /** Passes on what Stripe announced. */
  sound(transaction: TenantTransaction, { kind, severity, title, body }: StripeAlarm): Promise<void> {
    const dedupeKey = kind === 'trial_will_end' ? KEYS.trial : KEYS.confirm;
    return this.raise(transaction, { kind, severity, title, body, dedupeKey });
  }

  private async dun(transaction: TenantTransaction, account: BillingAccount): Promise<void> {
    const now = this.clock.now();
    const { standing, why } = this.entitlements.ofAccount(account);
    const graceEnd = graceEndsAt(subscriptionFacts(account), this.settings.GRACE_DAYS);
    const { step, nextAt } = dunningStep(standing, account.pastDueSince, graceEnd, now);
    if (step === 'stopped') {
      const body = `${why} Settings and history stay.`;
      const title = 'Your employees have stopped working';
      await this.raise(transaction, { kind: 'stopped', severity: 'critical', title, body, dedupeKey: KEYS.stopped });
    } else await this.notices.resolve(transaction, KEYS.stopped);
    if (step === 'failed' || step === 'reminder') await this.warnOfPayment(transaction, step, graceEnd, now);
    else await this.notices.resolve(transaction, KEYS.payment);
    if (nextAt) await this.lookAgain(transaction, nextAt, now);
  }

  private warnOfPayment(
    transaction: TenantTransaction,
    step: 'failed' | 'reminder',
    graceEnd: Date | null,
    now: Date,
  ): Promise<void> {
    const days = graceEnd ? daysLeft(graceEnd, now) : this.settings.GRACE_DAYS;
    return this.raise(transaction, {
      kind: 'payment_failed',
      severity: step === 'failed' ? 'warning' : 'critical',
      title: step === 'failed' ? 'A payment failed' : `A payment is still open: ${days} days left`,
      body: `Your employees keep working for ${days === 1 ? 'one more day' : `${days} more days`}. Pay now or use another card on the billing page.`,
      dedupeKey: KEYS.payment,
    });
  }

  private warnOfDuplicate(transaction: TenantTransaction, count: number): Promise<void> {
    return this.raise(transaction, {
      kind: 'duplicate',
      severity: 'warning',
      title: `You pay for ${count} subscriptions`,
      body: 'One is enough. Open the Billing Portal from the billing page and cancel the other.',
      dedupeKey: KEYS.duplicate,
    });
  }

  private raise(
    transaction: TenantTransaction,
    notice: Pick<StripeAlarm, 'severity' | 'title' | 'body'> & { kind: string; dedupeKey: string },
  ): Promise<void> {
    return this.notices.raise(transaction, {
      ...notice,
      kind: `billing.${notice.kind}`,
      link: LINK,
      audience: 'billing:manage',
    });
  }

  private lookAgain(transaction: TenantTransaction, at: Date, now: Date): Promise<void> {
    const { tenantId } = transaction;
    return this.jobs.enqueue(transaction, {
      name: WATCH_JOB,
      payload: { tenant_id: tenantId },
      key: `${WATCH_JOB}:${tenantId}`,
      delayMs: Math.max(0, at.getTime() - now.getTime()),
    });
  }
}
