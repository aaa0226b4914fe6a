import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import {
  AT_LIMIT_ACTIONS,
  BUDGET_STATUSES,
  TIME_RANGE_NAMES,
  type AtLimitAction,
  type BudgetStatus,
  type TimeRangeName,
} from '@konstruct/contracts';
import { pageOf } from '@konstruct/platform';

/** A stretch of time in the business's calendar: by name, or from one date to another. */
export class UsageRangeQuery {
  /** A range by name; ranges of days end with today. `this_month` when nothing is given. */
  @ApiPropertyOptional({ enum: TIME_RANGE_NAMES, enumName: 'TimeRangeName', example: '30d' })
  @IsOptional()
  @IsIn(TIME_RANGE_NAMES)
  range?: TimeRangeName;

  /**
   * The first date, in the business's time zone; together with `to`, instead of `range`.
   * @example "2026-11-01"
   */
  @ApiPropertyOptional({ type: String, format: 'date' })
  @IsOptional()
  @IsString()
  @MaxLength(10)
  from?: string;

  /**
   * The last date, included.
   * @example "2026-11-30"
   */
  @ApiPropertyOptional({ type: String, format: 'date' })
  @IsOptional()
  @IsString()
  @MaxLength(10)
  to?: string;
}

/** What was used and what it cost. The kinds of tokens do not overlap and add up to `total_tokens`. */
export class UsageFiguresView {
  /**
   * Tokens read that had to do with no cache.
   * @example 120400
   */
  input_tokens!: number;

  /**
   * Tokens read from a cache.
   * @example 20000
   */
  cached_input_tokens!: number;

  /**
   * Tokens written to a cache that lasts minutes.
   * @example 0
   */
  cache_write_5m_tokens!: number;

  /**
   * Tokens written to a cache that lasts an hour.
   * @example 0
   */
  cache_write_1h_tokens!: number;

  /**
   * Tokens of sound that was listened to.
   * @example 0
   */
  input_audio_tokens!: number;

  /**
   * Tokens written as text.
   * @example 15300
   */
  output_tokens!: number;

  /**
   * Tokens of thinking.
   * @example 2100
   */
  reasoning_tokens!: number;

  /**
   * Tokens of sound that was spoken.
   * @example 0
   */
  output_audio_tokens!: number;

  /**
   * All tokens.
   * @example 157800
   */
  total_tokens!: number;

  /**
   * Calls of a model, failed ones too.
   * @example 312
   */
  model_calls!: number;

  /**
   * What the calls cost, in US dollars, without unpriced ones.
   * @example 0.184
   */
  cost_usd!: number;

  /**
   * What channels charged for messages, in US dollars; not in `cost_usd`.
   * @example 0.02
   */
  channel_fees_usd!: number;

  /**
   * Calls and fees whose price is not known yet; their cost is unknown, not nothing.
   * @example 0
   */
  unpriced_calls!: number;
}

/** What one employee used. */
export class AgentUsageView extends UsageFiguresView {
  /** The employee; null for a draft that was tried before it was saved. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: '019aa3c0-0000-7000-8000-000000000030' })
  agent_id!: string | null;

  /**
   * Its name, also after it has left.
   * @example "Mia"
   */
  agent_name!: string;
}

/** What was used of one model, or of one kind of message of a channel that charges for messages. */
export class ModelUsageView extends UsageFiguresView {
  /**
   * The model as it was called.
   * @example "gpt-5.4-mini"
   */
  model!: string;
}

/** What was used of one provider. */
export class ProviderUsageView extends UsageFiguresView {
  /**
   * Who runs the models, or the channel that charges.
   * @example "openai"
   */
  provider!: string;

  /** Its models, the most expensive first. */
  @ApiProperty({ type: [ModelUsageView] })
  models!: ModelUsageView[];
}

/** The stretch of time that a report is about. */
export class ReportView {
  /**
   * Its first instant.
   * @example "2026-11-01T00:00:00.000Z"
   */
  @ApiProperty({ format: 'date-time' })
  from!: string;

  /**
   * The first instant after it.
   * @example "2026-12-01T00:00:00.000Z"
   */
  @ApiProperty({ format: 'date-time' })
  to!: string;

  /**
   * The time zone whose days and months it is made of.
   * @example "Europe/London"
   */
  time_zone!: string;

  /**
   * Everything until this instant is counted.
   * @example "2026-11-21T09:30:00.000Z"
   */
  @ApiProperty({ format: 'date-time' })
  as_of!: string;
}

/** Tokens and cost, in all and per employee. */
export class UsageSummaryView extends ReportView {
  /** Everything together. */
  total!: UsageFiguresView;

  /** By employee, the most expensive first. */
  @ApiProperty({ type: [AgentUsageView] })
  agents!: AgentUsageView[];
}

/** Tokens and cost, in all and per provider. */
export class UsageByProviderView extends ReportView {
  /** Everything together. */
  total!: UsageFiguresView;

  /** By provider, the most expensive first. */
  @ApiProperty({ type: [ProviderUsageView] })
  providers!: ProviderUsageView[];
}

/** How many messages went through one employee on one kind of channel. */
export class AgentMessageVolumeView {
  /**
   * The employee.
   * @example "019aa3c0-0000-7000-8000-000000000030"
   */
  @ApiProperty({ format: 'uuid' })
  agent_id!: string;

  /**
   * Its name, also after it has left.
   * @example "Mia"
   */
  agent_name!: string;

  /**
   * The kind of channel.
   * @example "slack"
   */
  channel_kind!: string;

  /**
   * Messages that people sent.
   * @example 120
   */
  inbound!: number;

  /**
   * Messages that the employee sent.
   * @example 118
   */
  outbound!: number;
}

/** Messages per employee and channel. */
export class MessageVolumeView extends ReportView {
  /** By employee and channel, the busiest first. */
  @ApiProperty({ type: [AgentMessageVolumeView] })
  items!: AgentMessageVolumeView[];
}

/** How a budget of the month stands. */
export class BudgetStandingView {
  /**
   * What model calls have cost this month, in US dollars.
   * @example 21.5
   */
  current_usd!: number;

  /**
   * What calls under way may cost at most; it is held until they end.
   * @example 0.03
   */
  reserved_usd!: number;

  /** The limit of a month as it was set, without overtime, in US dollars; null for no limit. */
  @ApiProperty({ type: Number, nullable: true, example: 25 })
  limit_usd!: number | null;

  /** What may be spent this month, overtime included; null for no limit. All figures of this month are measured by it. */
  @ApiProperty({ type: Number, nullable: true, example: 25 })
  effective_limit_usd!: number | null;

  /**
   * What was granted on top of the limit for this month.
   * @example 0
   */
  overtime_usd!: number;

  /**
   * By how much the month is above the limit; 0 while it is not.
   * @example 0
   */
  over_limit_usd!: number;

  /**
   * The most by which a reply this month cost more than was held for it: so far a month can end above a limit that stops.
   * @example 0.0004
   */
  estimate_error_usd!: number;

  /**
   * What the last reply that was refused, or sent to the cheaper model, could have cost at most; 0 when there is room for it.
   * @example 0
   */
  refused_usd!: number;

  /** How much of the limit is spent, in percent, rounded down to one decimal; null for no limit. */
  @ApiProperty({ type: Number, nullable: true, example: 86 })
  percent!: number | null;

  /** Below 80% ok, then warning, exceeded from 100% or when the next reply has no room (`refused_usd`); none without a limit. */
  @ApiProperty({ enum: BUDGET_STATUSES, enumName: 'BudgetStatus', example: 'warning' })
  status!: BudgetStatus;

  /**
   * What the month comes to at the pace so far.
   * @example 30.7
   */
  forecast_usd!: number;

  /** The day of the business on which the limit is reached at the pace so far; null when it is not this month, or is already. */
  @ApiProperty({ type: String, format: 'date', nullable: true, example: '2026-11-23' })
  reaches_limit_on!: string | null;

  /**
   * When the budget starts anew: the first instant of the next month in the business's time zone.
   * @example "2026-12-01T00:00:00.000Z"
   */
  @ApiProperty({ format: 'date-time' })
  resets_at!: string;

  /**
   * In how many days that is, begun ones counted.
   * @example 10
   */
  @ApiProperty({ type: 'integer' })
  resets_in_days!: number;
}

/** The same with what is missing in it. */
class BudgetOutlookView extends BudgetStandingView {
  /**
   * Calls whose price is not known yet; they are not in `current_usd`.
   * @example 0
   */
  unpriced_calls!: number;
}

/** How far one employee's budget of the month is spent. */
export class BudgetAlertView extends BudgetOutlookView {
  /**
   * The employee.
   * @example "019aa3c0-0000-7000-8000-000000000030"
   */
  @ApiProperty({ format: 'uuid' })
  agent_id!: string;

  /**
   * Its name.
   * @example "Mia"
   */
  agent_name!: string;

  /** What happens at the limit. */
  @ApiProperty({ enum: AT_LIMIT_ACTIONS, enumName: 'AtLimit', example: 'alert_only' })
  at_limit!: AtLimitAction;
}

/** The budget of the whole business. */
export class BusinessBudgetView extends BudgetOutlookView {
  /** What happens at the limit, where it is stricter than what the employee would do. */
  @ApiProperty({ enum: AT_LIMIT_ACTIONS, enumName: 'AtLimit', example: 'alert_only' })
  at_limit!: AtLimitAction;
}

/** The budgets of everyone who has not left, and of the business. */
export class BudgetAlertPage extends pageOf(BudgetAlertView) {
  /** The business as a whole. */
  business!: BusinessBudgetView;
}
