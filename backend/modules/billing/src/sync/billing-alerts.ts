import { Inject, Injectable } from '@nestjs/common';
import { daysLeft, graceEndsAt } from '@konstruct/contracts';
import { Notices, type NewNotice } from '@konstruct/notices';
import { Clock, JobQueue, type TenantTransaction } from '@konstruct/platform';
import { TenantDirectory } from '@konstruct/tenants';
import type { BillingAccount } from '../account/billing-account.entity';
import { BILLING_SETTINGS, type BillingSettings } from '../billing.config';
import { EntitlementDesk, subscriptionFacts } from '../entitlements/entitlement-desk';
import { inWords } from '../timeline/money-words';
import type { StripeAlarm } from '../webhook/stripe-news';
import { dunningStep, dunningWords } from './dunning';

/** The job that looks at a business again when its grace period takes its next step. */
export const WATCH_JOB = 'billing.watch';

const KEYS = {
  payment: 'billing:payment',
  duplicate: 'billing:duplicate',
  trial: 'billing:trial',
  confirm: 'billing:confirm',
} as const;

const LINK = 'billing';
/** Leads straight on to the page on which the open invoice is paid. */
const PAY_LINK = 'billing?pay=now';

/** Tells a business's owners and admins what to do about their billing, and that it is done. */
@Injectable()
export class BillingAlerts {
  constructor(
    @Inject(BILLING_SETTINGS) private readonly settings: BillingSettings,
    private readonly entitlements: EntitlementDesk,
    private readonly notices: Notices,
    private readonly tenants: TenantDirectory,
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

  /** Passes on what Stripe announced, unless it is over: events come late, and nothing would ever resolve it then. */
  async sound(transaction: TenantTransaction, account: BillingAccount, alarm: StripeAlarm): Promise<void> {
    const { kind, severity, title, body } = alarm;
    const isTrial = kind === 'trial_will_end';
    const isOver = isTrial ? account.subscriptionStatus !== 'trialing' : account.payUrl === null;
    if (isOver) return;
    const terms = isTrial ? { link: LINK, dedupeKey: KEYS.trial } : { link: PAY_LINK, dedupeKey: KEYS.confirm };
    const { timeZone } = await this.tenants.find(transaction);
    const words = { title: inWords(title, timeZone), body };
    await this.raise(transaction, { kind: `billing.${kind}`, severity, ...words, ...terms });
  }

  private async dun(transaction: TenantTransaction, account: BillingAccount): Promise<void> {
    const now = this.clock.now();
    const { standing, why } = this.entitlements.ofAccount(account);
    const graceEnd = graceEndsAt(subscriptionFacts(account), this.settings.GRACE_DAYS);
    const { step, nextAt } = dunningStep(standing, account.pastDueSince, graceEnd, now);
    if (step === null) await this.notices.resolve(transaction, KEYS.payment);
    else {
      const days = graceEnd ? daysLeft(graceEnd, now) : this.settings.GRACE_DAYS;
      const link = account.payUrl === null ? LINK : PAY_LINK;
      await this.raise(transaction, { ...dunningWords(step, days, why), link, dedupeKey: KEYS.payment });
    }
    if (nextAt) await this.lookAgain(transaction, nextAt, now);
  }

  private warnOfDuplicate(transaction: TenantTransaction, count: number): Promise<void> {
    return this.raise(transaction, {
      kind: 'billing.duplicate',
      severity: 'warning',
      title: `You pay for ${count} subscriptions`,
      body: 'One is enough. Open the Billing Portal from the billing page and cancel the other.',
      link: LINK,
      dedupeKey: KEYS.duplicate,
    });
  }

  private raise(transaction: TenantTransaction, notice: Omit<NewNotice, 'audience'>): Promise<void> {
    return this.notices.raise(transaction, { ...notice, audience: 'billing:manage' });
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
