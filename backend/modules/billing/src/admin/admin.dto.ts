import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsUUID } from 'class-validator';
import { SUBSCRIPTION_STATUSES, type SubscriptionStatus } from '@konstruct/contracts';
import { pageOf } from '@konstruct/platform';

/** A business as those who run the installation see it. */
export class AdminTenantView {
  @ApiProperty({
    type: String,
    format: 'uuid',
    description: 'The business.',
    example: '019aa3c0-0000-7000-8000-000000000001',
  })
  id!: string;

  @ApiProperty({ type: String, description: 'Its name.', example: 'Analytical Engines Ltd' })
  name!: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    description: 'When it signed up.',
    example: '2026-11-21T09:30:00.000Z',
  })
  created_at!: string;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Minutes from sign-up to the first live employee; null until then. The aim is under 15.',
    example: 11.5,
  })
  onboarding_minutes!: number | null;

  @ApiProperty({
    enum: SUBSCRIPTION_STATUSES,
    enumName: 'SubscriptionStatus',
    description: 'The state of its subscription.',
    example: 'active',
  })
  subscription_status!: SubscriptionStatus;

  @ApiProperty({ type: String, nullable: true, description: "Stripe's own word for it.", example: 'active' })
  stripe_status!: string | null;

  @ApiProperty({ type: Number, description: 'Employees that are paid for.', example: 3 })
  agent_quota!: number;

  @ApiProperty({ type: Number, description: 'What it pays every month.', example: 147 })
  mrr_usd!: number;

  @ApiProperty({ type: Number, description: 'Subscriptions that are alive; more than one is a mistake.', example: 1 })
  live_subscriptions!: number;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When Stripe was last asked.',
    example: '2026-11-21T09:30:00.000Z',
  })
  synced_at!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'What reconciliation last found to differ from Stripe, and put right.',
    example: 'status active here, canceled in Stripe',
  })
  last_drift!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When.', example: null })
  last_drift_at!: string | null;
}

/** A page of businesses, the youngest first. */
export class AdminTenantPage extends pageOf(AdminTenantView) {}

/** The installation in figures. */
export class AdminFiguresView {
  @ApiProperty({ type: Number, description: 'Businesses.', example: 120 })
  tenants!: number;

  @ApiProperty({ type: Number, description: 'In their trial.', example: 14 })
  trialing!: number;

  @ApiProperty({ type: Number, description: 'Paying.', example: 61 })
  active!: number;

  @ApiProperty({ type: Number, description: 'With an overdue payment.', example: 2 })
  past_due!: number;

  @ApiProperty({ type: Number, description: 'Unpaid.', example: 1 })
  unpaid!: number;

  @ApiProperty({ type: Number, description: 'Whose subscription has ended.', example: 9 })
  canceled!: number;

  @ApiProperty({ type: Number, description: 'What is paid every month.', example: 9_114 })
  mrr_usd!: number;

  @ApiProperty({
    type: Number,
    description: 'Businesses that differed from Stripe in the last seven days.',
    example: 0,
  })
  drifted!: number;
}

/** Begins a round of reconciliation. */
export class ReconciliationRequest {
  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    description: 'One business; all that Stripe knows when left out.',
    example: '019aa3c0-0000-7000-8000-000000000001',
  })
  @IsOptional()
  @IsUUID()
  tenant_id?: string;
}

/** How far a round of reconciliation has come. */
export class ReconciliationView {
  @ApiProperty({
    type: String,
    format: 'uuid',
    description: 'The round.',
    example: '019aa3c0-5555-7000-8000-000000000001',
  })
  id!: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    description: 'When it began.',
    example: '2026-11-21T09:30:00.000Z',
  })
  started_at!: string;

  @ApiProperty({ type: String, description: 'Who began it.', example: 'Ada Lovelace' })
  started_by!: string;

  @ApiProperty({ type: Number, description: 'Businesses to compare.', example: 120 })
  total!: number;

  @ApiProperty({ type: Number, description: 'Compared so far.', example: 60 })
  done!: number;

  @ApiProperty({ type: Number, description: 'Of those, differed and put right.', example: 1 })
  drifted!: number;

  @ApiProperty({ type: Number, description: 'Of those, not compared because Stripe did not answer.', example: 0 })
  failed!: number;

  @ApiProperty({ type: Boolean, description: 'Whether all are done.', example: false })
  is_finished!: boolean;
}
