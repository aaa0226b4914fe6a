import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SubscriptionStatus } from '@konstruct/contracts';
import { bigintColumn } from '@konstruct/platform';

/** What Stripe said of a business when it was last asked, and what is under way with it. */
@Entity('billing_accounts')
export class BillingAccount {
  @PrimaryColumn('uuid', { name: 'tenant_id' })
  tenantId!: string;

  @Column('text', { name: 'stripe_customer_id', nullable: true })
  stripeCustomerId!: string | null;

  /** Whether the customer is of Stripe's live mode; what is of the other mode counts for nothing. */
  @Column('boolean', { name: 'is_live_mode' })
  isLiveMode!: boolean;

  @Column('text', { name: 'stripe_subscription_id', nullable: true })
  stripeSubscriptionId!: string | null;

  @Column('text', { name: 'stripe_subscription_item_id', nullable: true })
  stripeSubscriptionItemId!: string | null;

  @Column('text', { name: 'stripe_price_id', nullable: true })
  stripePriceId!: string | null;

  @Column('text', { name: 'subscription_status' })
  subscriptionStatus!: SubscriptionStatus;

  /** Stripe's own word for the status. */
  @Column('text', { name: 'stripe_status', nullable: true })
  stripeStatus!: string | null;

  @Column('integer', { name: 'agent_quota' })
  agentQuota!: number;

  /** What one employee costs a month. */
  @Column('bigint', { name: 'unit_amount_cents', nullable: true, transformer: bigintColumn })
  unitAmountCents!: bigint | null;

  @Column('timestamptz', { name: 'trial_ends_at', nullable: true })
  trialEndsAt!: Date | null;

  @Column('boolean', { name: 'is_trial_used' })
  isTrialUsed!: boolean;

  @Column('timestamptz', { name: 'current_period_end', nullable: true })
  currentPeriodEnd!: Date | null;

  @Column('boolean', { name: 'cancel_at_period_end' })
  cancelAtPeriodEnd!: boolean;

  @Column('timestamptz', { name: 'cancel_at', nullable: true })
  cancelAt!: Date | null;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt!: Date | null;

  /** When the first payment failed that is still open: the anchor of the grace period. */
  @Column('timestamptz', { name: 'past_due_since', nullable: true })
  pastDueSince!: Date | null;

  /** Stripe's page on which the open invoice can be paid. */
  @Column('text', { name: 'pay_url', nullable: true })
  payUrl!: string | null;

  /** A larger quota that waits for its payment. */
  @Column('integer', { name: 'pending_quota', nullable: true })
  pendingQuota!: number | null;

  @Column('text', { name: 'card_brand', nullable: true })
  cardBrand!: string | null;

  @Column('text', { name: 'card_last4', nullable: true })
  cardLast4!: string | null;

  /** `YYYY-MM`. */
  @Column('text', { name: 'card_expires', nullable: true })
  cardExpires!: string | null;

  /** How many subscriptions to our price are alive in Stripe; more than one is a mistake that somebody must see. */
  @Column('integer', { name: 'live_subscriptions' })
  liveSubscriptions!: number;

  @Column('boolean', { name: 'is_customer_deleted' })
  isCustomerDeleted!: boolean;

  @Column('timestamptz', { name: 'synced_at', nullable: true })
  syncedAt!: Date | null;

  /** The last ticket that was given to somebody who asks Stripe. */
  @Column('bigint', { name: 'last_ticket', transformer: bigintColumn })
  lastTicket!: bigint;

  /** The ticket of the answer that stands here; answers to earlier questions are older and change nothing. */
  @Column('bigint', { name: 'applied_ticket', transformer: bigintColumn })
  appliedTicket!: bigint;

  /** Counts attempts to check out; names the attempt towards Stripe. */
  @Column('integer', { name: 'checkout_number' })
  checkoutNumber!: number;

  /** What the attempt under way is for; another click for the same joins it. */
  @Column('text', { name: 'checkout_params', nullable: true })
  checkoutParams!: string | null;

  @Column('text', { name: 'checkout_session_id', nullable: true })
  checkoutSessionId!: string | null;

  /** Counts changes that were carried out; names the next one towards Stripe. */
  @Column('integer', { name: 'change_number' })
  changeNumber!: number;

  /** Who stops first when the quota shrinks; empty when nobody chose. */
  @Column('uuid', { name: 'chosen_to_stop', array: true })
  chosenToStop!: string[];

  /** What reconciliation last found to differ from Stripe, in words. */
  @Column('text', { name: 'last_drift', nullable: true })
  lastDrift!: string | null;

  @Column('timestamptz', { name: 'last_drift_at', nullable: true })
  lastDriftAt!: Date | null;
}
