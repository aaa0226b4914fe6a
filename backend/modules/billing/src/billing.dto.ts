import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsOptional, IsString, IsUUID, Matches, Max, Min } from 'class-validator';
import {
  BILLING_STANDINGS,
  SUBSCRIPTION_STATUSES,
  TIERS,
  type BillingStanding,
  type SubscriptionStatus,
  type Tier,
} from '@konstruct/contracts';

/** Names the business that a request is about. */
export class BillingQuery {
  @ApiProperty({
    type: String,
    format: 'uuid',
    description: 'The business.',
    example: '019aa3c0-0000-7000-8000-000000000001',
  })
  @IsUUID()
  tenant_id!: string;
}

/** The most employees that can be ordered without talking to anybody. */
export const MOST_AGENTS = 1_000;

/** Names the business that a request is about, in the body. */
export class BillingRequest extends BillingQuery {}

/** Begins a checkout. */
export class CheckoutRequest extends BillingRequest {
  @ApiProperty({
    type: Number,
    minimum: 1,
    maximum: MOST_AGENTS,
    description: 'How many employees to pay for.',
    example: 3,
  })
  @IsInt()
  @Min(1)
  @Max(MOST_AGENTS)
  agent_count!: number;
}

/** Where to send the browser to pay. */
export class CheckoutView {
  @ApiProperty({
    type: String,
    description: "Stripe's Checkout page; the Billing Portal where there is a subscription already.",
    example: 'https://checkout.stripe.com/c/pay/cs_test_1',
  })
  checkout_url!: string;

  @ApiProperty({ enum: ['checkout', 'billing_portal'], description: 'Which of the two it is.', example: 'checkout' })
  destination!: 'checkout' | 'billing_portal';
}

/** Where to send the browser to manage payments. */
export class PortalView {
  @ApiProperty({
    type: String,
    description: "Stripe's Billing Portal.",
    example: 'https://billing.stripe.com/p/session/1',
  })
  portal_url!: string;
}

/** Asks for the state to be read from Stripe. */
export class RefreshRequest extends BillingRequest {
  @ApiPropertyOptional({
    type: String,
    description: 'The checkout that the browser comes back from.',
    example: 'cs_test_1',
  })
  @IsOptional()
  @IsString()
  @Matches(/^cs_\w{1,200}$/)
  checkout_session_id?: string;
}

/** What can be subscribed to. */
export class PlanView {
  @ApiProperty({ type: String, description: 'The name of the plan.', example: 'AI Employee Plan' })
  name!: string;

  @ApiProperty({ type: Number, description: 'What one employee costs a month.', example: 49 })
  price_usd!: number;

  @ApiProperty({ type: Number, description: 'Days of trial that a new subscription starts with.', example: 14 })
  trial_days!: number;
}

/** A card as far as people recognise it. */
export class CardView {
  @ApiProperty({ type: String, description: 'The brand.', example: 'visa' })
  brand!: string;

  @ApiProperty({ type: String, description: 'The last four digits.', example: '4242' })
  last4!: string;

  @ApiProperty({ type: String, description: 'The last month in which it is good.', example: '2029-04' })
  expires!: string;
}

/** The state of a business's subscription and what follows from it. */
export class BillingView {
  @ApiProperty({ type: Boolean, description: 'Whether this installation takes payments.', example: true })
  is_configured!: boolean;

  @ApiProperty({
    enum: SUBSCRIPTION_STATUSES,
    enumName: 'SubscriptionStatus',
    description: 'The state of the subscription.',
    example: 'trialing',
  })
  subscription_status!: SubscriptionStatus;

  @ApiProperty({ type: String, nullable: true, description: "Stripe's own word for it.", example: 'trialing' })
  stripe_status!: string | null;

  @ApiProperty({ enum: TIERS, enumName: 'Tier', description: 'The tier.', example: 'paid' })
  tier!: Tier;

  @ApiProperty({
    enum: BILLING_STANDINGS,
    enumName: 'BillingStanding',
    description: 'The status, with past due told apart by whether the grace period still runs.',
    example: 'trialing',
  })
  standing!: BillingStanding;

  @ApiProperty({ type: Boolean, description: 'Whether employees may answer people.', example: true })
  may_run!: boolean;

  @ApiProperty({ type: String, description: 'Why, in words.', example: 'The trial gives full access.' })
  why!: string;

  @ApiProperty({ type: PlanView, description: 'What can be subscribed to.' })
  plan!: PlanView;

  @ApiProperty({ type: Number, description: 'Employees that are live.', example: 2 })
  agents_used!: number;

  @ApiProperty({ type: Number, description: 'Employees that are paid for.', example: 3 })
  agent_quota!: number;

  @ApiProperty({ type: Number, description: 'Employees that may be live.', example: 3 })
  agent_limit!: number;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'A larger number of employees that waits for its payment, by pay_url.',
    example: null,
  })
  pending_agent_count!: number | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When the trial ends or ended.',
    example: '2026-12-05T09:30:00.000Z',
  })
  trial_ends_at!: string | null;

  @ApiProperty({ type: Number, nullable: true, description: 'Days left of the trial; null outside it.', example: 14 })
  trial_days_left!: number | null;

  @ApiProperty({ type: Boolean, description: 'Whether a new subscription starts with a trial.', example: false })
  is_trial_available!: boolean;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When the paid period ends, and the next begins unless it is canceled.',
    example: '2026-12-05T09:30:00.000Z',
  })
  current_period_end!: string | null;

  @ApiProperty({ type: Boolean, description: 'Whether it ends by itself, at cancel_at.', example: false })
  cancel_at_period_end!: boolean;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When it ends by itself.',
    example: null,
  })
  cancel_at!: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When the first payment failed that is still open.',
    example: null,
  })
  past_due_since!: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When employees stop because of it.',
    example: null,
  })
  grace_ends_at!: string | null;

  @ApiProperty({ type: Number, nullable: true, description: 'Days left until then.', example: null })
  grace_days_left!: number | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: "Stripe's page on which the open invoice can be paid.",
    example: null,
  })
  pay_url!: string | null;

  @ApiProperty({ type: CardView, nullable: true, description: 'The card that is charged.' })
  card!: CardView | null;

  @ApiProperty({
    type: Boolean,
    description: 'Whether there is a Billing Portal to open: it exists from the first checkout on.',
    example: true,
  })
  has_billing_portal!: boolean;

  @ApiProperty({
    type: Number,
    description: 'Subscriptions that are alive; more than one is a mistake to be cleared up in the Billing Portal.',
    example: 1,
  })
  live_subscriptions!: number;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When Stripe was last asked.',
    example: '2026-11-21T09:30:00.000Z',
  })
  synced_at!: string | null;
}

/** What became of a change of the number of employees. */
export class QuantityChangeView {
  @ApiProperty({
    enum: ['changed', 'payment_required'],
    description:
      'payment_required: the card was declined or the bank wants a confirmation. Nothing has changed; pay on pay_url.',
    example: 'changed',
  })
  outcome!: 'changed' | 'payment_required';

  @ApiProperty({
    type: String,
    nullable: true,
    description: "Stripe's page to pay on, where it is needed.",
    example: null,
  })
  pay_url!: string | null;

  @ApiProperty({ type: BillingView, description: 'The subscription now.' })
  billing!: BillingView;
}
