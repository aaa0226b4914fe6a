import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsDefined, IsInt, IsOptional, IsString, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { AgentDraft } from '@konstruct/agents';
import { AGENT_STATUSES, BUDGET_STATUSES, type AgentStatus, type BudgetStatus } from '@konstruct/contracts';
import { BusinessBudgetView } from './usage.dto';

/** Which month's payroll. */
export class PayrollMonthQuery {
  /**
   * The month; this one when it is left out.
   * @example "2026-11"
   */
  @ApiPropertyOptional({ type: String })
  @IsOptional()
  @IsString()
  @MaxLength(7)
  month?: string;
}

/** One employee's month. */
export class PayrollRowView {
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
  name!: string;

  /**
   * Its job.
   * @example "Customer Support"
   */
  role_title!: string;

  /**
   * The colour behind its emoji.
   * @example "#2E7D6B"
   */
  avatar_color!: string;

  /**
   * Its face.
   * @example "🙂"
   */
  avatar_emoji!: string;

  /** Where it stands today. */
  @ApiProperty({ enum: AGENT_STATUSES, enumName: 'AgentStatus', example: 'live' })
  status!: AgentStatus;

  /**
   * Days of the month on which it has a seat, those to come included.
   * @example 30
   */
  @ApiProperty({ type: 'integer' })
  seat_days!: number;

  /**
   * Its seat this month, in US dollars, by the days on which it has one.
   * @example 49
   */
  seat_usd!: number;

  /**
   * Its model so far, in US dollars, without unpriced calls.
   * @example 1.37
   */
  model_usd!: number;

  /**
   * What channels charged for its messages so far, in US dollars.
   * @example 0.12
   */
  channel_fees_usd!: number;

  /**
   * Seat, model and channels so far.
   * @example 50.37
   */
  total_usd!: number;

  /** The total of the month before; null when it had no row then. */
  @ApiProperty({ type: Number, nullable: true, example: 49.8 })
  previous_total_usd!: number | null;

  /**
   * Seat, and model and channels at the pace so far until the end of the month.
   * @example 50.96
   */
  forecast_usd!: number;

  /**
   * Messages that people sent it.
   * @example 240
   */
  messages_handled!: number;

  /**
   * Conversations in which it replied.
   * @example 61
   */
  conversations!: number;

  /** Model and channel cost per conversation; null while there are none. */
  @ApiProperty({ type: Number, nullable: true, example: 0.0225 })
  cost_per_conversation_usd!: number | null;

  /**
   * Tokens of all kinds.
   * @example 410000
   */
  total_tokens!: number;

  /**
   * Calls whose model has no price yet; they are not in the cost.
   * @example 0
   */
  unpriced_calls!: number;

  /** What its model may cost in a month as it was set, without overtime, in US dollars; null for no limit. */
  @ApiProperty({ type: Number, nullable: true, example: 25 })
  budget_limit_usd!: number | null;

  /** What it may cost in this month, overtime included; null for no limit. */
  @ApiProperty({ type: Number, nullable: true, example: 25 })
  budget_effective_limit_usd!: number | null;

  /**
   * What was granted on top of the limit for this month.
   * @example 0
   */
  budget_overtime_usd!: number;

  /** How much of that is spent, in percent; null for no limit. */
  @ApiProperty({ type: Number, nullable: true, example: 5.4 })
  budget_percent!: number | null;

  /** Below 80% ok, then warning, exceeded from 100% or when the next reply has no room; none without a limit. */
  @ApiProperty({ enum: BUDGET_STATUSES, enumName: 'BudgetStatus', example: 'ok' })
  budget_status!: BudgetStatus;

  /** The day of the business on which the budget is spent at the pace so far; null when it is not this month, or is already. */
  @ApiProperty({ type: String, format: 'date', nullable: true, example: null })
  budget_reaches_limit_on!: string | null;

  /** In how many days the budget starts anew, begun ones counted; null without a limit and for a month that is over. */
  @ApiProperty({ type: 'integer', nullable: true, example: 10 })
  budget_resets_in_days!: number | null;
}

/** The sums over all rows. */
export class PayrollTotalsView {
  /**
   * Employees with a seat this month.
   * @example 3
   */
  headcount!: number;

  /**
   * Their seats, in US dollars.
   * @example 147
   */
  seat_usd!: number;

  /**
   * Their models so far.
   * @example 4.11
   */
  model_usd!: number;

  /**
   * What channels charged them so far.
   * @example 0.36
   */
  channel_fees_usd!: number;

  /**
   * Seats, models and channels so far.
   * @example 151.11
   */
  total_usd!: number;

  /**
   * Seats, and the rest at the pace so far.
   * @example 152.9
   */
  forecast_usd!: number;

  /**
   * Messages that people sent them.
   * @example 720
   */
  messages_handled!: number;

  /**
   * Conversations in which they replied.
   * @example 180
   */
  conversations!: number;

  /**
   * Tokens of all kinds.
   * @example 1230000
   */
  total_tokens!: number;

  /**
   * Calls and fees whose price is not known yet; they are in no sum.
   * @example 0
   */
  unpriced_calls!: number;

  /**
   * The total of the month before.
   * @example 149.2
   */
  previous_total_usd!: number;

  /**
   * What trying out drafts cost before they were saved; it belongs to nobody's row and is in no other sum.
   * @example 0.002
   */
  unsaved_drafts_usd!: number;
}

/** What the AI employees cost in a month. */
export class PayrollView {
  /**
   * The month.
   * @example "2026-11"
   */
  month!: string;

  /**
   * The time zone whose month it is.
   * @example "Europe/London"
   */
  time_zone!: string;

  /**
   * Everything until this instant is counted.
   * @example "2026-11-21T09:30:00.000Z"
   */
  @ApiProperty({ format: 'date-time' })
  as_of!: string;

  /**
   * Days of the month that have begun.
   * @example 21
   */
  days_elapsed!: number;

  /**
   * Days of the month.
   * @example 30
   */
  days_in_month!: number;

  /** One per employee, in the order of hiring. */
  @ApiProperty({ type: [PayrollRowView] })
  rows!: PayrollRowView[];

  /** The sums over all rows. */
  totals!: PayrollTotalsView;

  /** The budget of the whole business; null for a month that is over. */
  @ApiProperty({ type: BusinessBudgetView, nullable: true })
  business_budget!: BusinessBudgetView | null;
}

/** A draft and how much it will have to do. */
export class EstimateRequest {
  /** The employee as the form shows it. */
  @ApiProperty({ type: AgentDraft })
  @IsDefined()
  @ValidateNested()
  @Type(() => AgentDraft)
  draft!: AgentDraft;

  /** Messages that it will answer in a month. */
  @ApiProperty({ type: 'integer', example: 1000 })
  @IsInt()
  @Min(0)
  @Max(10_000_000)
  messages_per_month!: number;
}

/** What an employee would cost a month. */
export class EstimateView {
  /**
   * The seat, in US dollars.
   * @example 49
   */
  seat_usd!: number;

  /** The model, in US dollars; null when it has no price yet. */
  @ApiProperty({ type: Number, nullable: true, example: 1.8 })
  model_usd!: number | null;

  /** Seat and model; null when the model has no price yet. */
  @ApiProperty({ type: Number, nullable: true, example: 50.8 })
  total_usd!: number | null;

  /** One message; null when the model has no price yet. */
  @ApiProperty({ type: Number, nullable: true, example: 0.0018 })
  per_message_usd!: number | null;

  /**
   * What the estimate takes for granted.
   * @example "Each message sends the instructions (640 tokens) and about 600 tokens of conversation, and gets a reply of about 200 tokens."
   */
  assumptions!: string;
}
