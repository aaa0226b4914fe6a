import { ApiProperty } from '@nestjs/swagger';
import { SUBSCRIPTION_STATUSES, TIERS, type SubscriptionStatus, type Tier } from '@konstruct/contracts';

/** What a business has used of what it may. */
export class MeteredUsageView {
  @ApiProperty({
    type: String,
    format: 'date-time',
    description: "When the current period began: the business's own calendar month.",
    example: '2026-11-01T00:00:00.000Z',
  })
  period_start!: string;

  @ApiProperty({ type: String, format: 'date-time', description: 'When it ends.', example: '2026-12-01T00:00:00.000Z' })
  period_end!: string;

  @ApiProperty({ type: Number, description: "API calls made today, in the business's own calendar.", example: 812 })
  api_calls_used!: number;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'API calls that a day has; null without a limit.',
    example: 1_000,
  })
  api_calls_limit!: number | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    description: 'When the next day of the business begins, and with it the count.',
    example: '2026-11-22T00:00:00.000Z',
  })
  api_calls_resets_at!: string;

  @ApiProperty({ type: Boolean, description: 'Whether 80% of the day are used.', example: true })
  is_near_limit!: boolean;

  @ApiProperty({ type: Number, description: 'API calls made in the period.', example: 10_420 })
  api_calls_in_period!: number;

  @ApiProperty({ type: Number, description: 'Access tokens issued in the period.', example: 37 })
  token_issuances!: number;

  @ApiProperty({ type: Number, description: 'Employees that are live.', example: 1 })
  active_agents!: number;

  @ApiProperty({ type: Number, description: 'Employees that may be live.', example: 1 })
  agent_limit!: number;

  @ApiProperty({ enum: TIERS, enumName: 'Tier', description: 'The tier.', example: 'free' })
  tier!: Tier;

  @ApiProperty({
    enum: SUBSCRIPTION_STATUSES,
    enumName: 'SubscriptionStatus',
    description: 'The state of the subscription.',
    example: 'none',
  })
  subscription_status!: SubscriptionStatus;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When the subscription is renewed; null when it is not.',
    example: null,
  })
  next_renewal!: string | null;
}
