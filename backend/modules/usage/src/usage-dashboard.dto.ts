import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import {
  AgentMessageVolumeView,
  AgentUsageView,
  BudgetStandingView,
  ProviderUsageView,
  ReportView,
  UsageFiguresView,
  UsageRangeQuery,
} from './usage.dto';

/** What the charts over time are cut into. */
const BUCKETS = ['day', 'hour'] as const;
type Bucket = (typeof BUCKETS)[number];

/** Which stretch of time the Usage page shows, and how. */
export class DashboardQuery extends UsageRangeQuery {
  /** Days or hours of the business; hours for up to 31 days. Left out: hours for up to two days, else days. */
  @ApiPropertyOptional({ enum: BUCKETS, enumName: 'UsageBucket', example: 'day' })
  @IsOptional()
  @IsIn(BUCKETS)
  bucket?: Bucket;

  /** Also sum the period of the same length directly before. */
  @ApiPropertyOptional({ enum: ['previous_period'], example: 'previous_period' })
  @IsOptional()
  @IsIn(['previous_period'])
  compare?: 'previous_period';
}

/** One cell of a chart over time. Cells in which nothing happened are left out. */
export class UsagePointView {
  /**
   * The place of its bucket in `buckets`, counted from 0.
   * @example 3
   */
  @ApiProperty({ type: 'integer' })
  bucket!: number;

  /**
   * Calls of a model.
   * @example 12
   */
  model_calls!: number;

  /**
   * Tokens of all kinds.
   * @example 16200
   */
  total_tokens!: number;

  /**
   * Model and channel together, in US dollars.
   * @example 0.0172
   */
  total_usd!: number;
}

/** One employee over time. */
export class AgentSeriesView {
  /** The employee; null for a draft that was tried before it was saved. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: '019aa3c0-0000-7000-8000-000000000030' })
  agent_id!: string | null;

  /**
   * Its name at the time.
   * @example "Mia"
   */
  agent_name!: string;

  /** By time. */
  @ApiProperty({ type: [UsagePointView] })
  points!: UsagePointView[];
}

/** One model over time. */
export class ModelSeriesView {
  /**
   * Who runs it.
   * @example "openai"
   */
  provider!: string;

  /**
   * The model.
   * @example "gpt-5.4-mini"
   */
  model!: string;

  /** By time. */
  @ApiProperty({ type: [UsagePointView] })
  points!: UsagePointView[];
}

/** Messages of one kind of channel in one bucket. */
export class MessagePointView {
  /**
   * The place of its bucket in `buckets`, counted from 0.
   * @example 3
   */
  @ApiProperty({ type: 'integer' })
  bucket!: number;

  /**
   * Messages that people sent.
   * @example 20
   */
  inbound!: number;

  /**
   * Messages that employees sent.
   * @example 19
   */
  outbound!: number;
}

/** One kind of channel over time. */
export class MessageSeriesView {
  /**
   * The kind of channel.
   * @example "slack"
   */
  channel_kind!: string;

  /** By time. */
  @ApiProperty({ type: [MessagePointView] })
  points!: MessagePointView[];
}

/** The period to compare with. */
export class PreviousPeriodView {
  /**
   * Its first instant.
   * @example "2026-10-01T00:00:00.000Z"
   */
  @ApiProperty({ format: 'date-time' })
  from!: string;

  /**
   * The first instant after it.
   * @example "2026-11-01T00:00:00.000Z"
   */
  @ApiProperty({ format: 'date-time' })
  to!: string;

  /** Everything together. */
  total!: UsageFiguresView;
}

/** Everything that the Usage page shows. */
export class DashboardView extends ReportView {
  /** What the charts over time are cut into. */
  @ApiProperty({ enum: BUCKETS, enumName: 'UsageBucket', example: 'day' })
  bucket!: Bucket;

  /** Where each bucket begins: dates of the business for days, instants for hours. */
  @ApiProperty({ type: [String], example: ['2026-11-01', '2026-11-02'] })
  buckets!: string[];

  /** Everything together. */
  total!: UsageFiguresView;

  /** The same of the period before; null unless asked for. */
  @ApiProperty({ type: PreviousPeriodView, nullable: true })
  previous!: PreviousPeriodView | null;

  /** By employee, the most expensive first. */
  @ApiProperty({ type: [AgentUsageView] })
  agents!: AgentUsageView[];

  /** By provider and model, the most expensive first. */
  @ApiProperty({ type: [ProviderUsageView] })
  providers!: ProviderUsageView[];

  /** Messages by employee and channel. */
  @ApiProperty({ type: [AgentMessageVolumeView] })
  messages!: AgentMessageVolumeView[];

  /** Employees over time. */
  @ApiProperty({ type: [AgentSeriesView] })
  agent_series!: AgentSeriesView[];

  /** Models over time. */
  @ApiProperty({ type: [ModelSeriesView] })
  model_series!: ModelSeriesView[];

  /** Channels over time. */
  @ApiProperty({ type: [MessageSeriesView] })
  message_series!: MessageSeriesView[];

  /** The budget of the business in the running month, whatever the time shown; null without a limit. */
  @ApiProperty({ type: BudgetStandingView, nullable: true })
  business_budget!: BudgetStandingView | null;
}
