import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID, Max, MaxLength, Min } from 'class-validator';
import { pageOf } from '@konstruct/platform';
import { UsageRangeQuery } from './usage.dto';

/** Which single calls to list. */
export class CallFilterQuery extends UsageRangeQuery {
  /** Only those of this employee. */
  @ApiPropertyOptional({ type: String, format: 'uuid', example: '019aa3c0-0000-7000-8000-000000000030' })
  @IsOptional()
  @IsUUID()
  agent_id?: string;

  /** Only those of this provider or channel. */
  @ApiPropertyOptional({ type: String, example: 'openai' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  provider?: string;

  /** Only those of this model. */
  @ApiPropertyOptional({ type: String, example: 'gpt-5.4-mini' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  model?: string;

  /** Only those of this conversation. */
  @ApiPropertyOptional({ type: String, format: 'uuid', example: '019aa3c0-0000-7000-8000-000000000050' })
  @IsOptional()
  @IsUUID()
  conversation_id?: string;

  /** An hour within the range: only what happened from this instant on, for one hour. */
  @ApiPropertyOptional({ type: String, format: 'date-time', example: '2026-11-21T09:00:00Z' })
  @IsOptional()
  @IsISO8601({ strict: true })
  hour?: string;

  /** Only those whose price is not known yet. */
  @ApiPropertyOptional({ type: Boolean, example: false })
  @IsOptional()
  @Type(() => String)
  @IsIn(['true', 'false'])
  unpriced?: string;
}

/** Which page of the single calls. */
export class CallListQuery extends CallFilterQuery {
  /** next_cursor of the page before. */
  @ApiPropertyOptional({ type: String, example: 'WyIyMDI2LTExLTIxIl0' })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  cursor?: string;

  /** Entries per page. */
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 100, default: 50, example: 50 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit?: number;
}

/** One call of a model, or one fee of a channel. */
export class CallView {
  /**
   * Its id, as in the audit trail.
   * @example "019aa3c0-0000-7000-8000-000000000060"
   */
  @ApiProperty({ format: 'uuid' })
  id!: string;

  /**
   * When it happened.
   * @example "2026-11-21T09:12:00.000Z"
   */
  @ApiProperty({ format: 'date-time' })
  occurred_at!: string;

  /** A reply at work, a draft that was tried, or a fee of a channel. */
  @ApiProperty({ enum: ['reply', 'try', 'fee'], enumName: 'CallKind', example: 'reply' })
  kind!: 'reply' | 'try' | 'fee';

  /** The employee; null for a draft that was tried before it was saved. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: '019aa3c0-0000-7000-8000-000000000030' })
  agent_id!: string | null;

  /**
   * Its name, also after it has left.
   * @example "Mia"
   */
  agent_name!: string;

  /** The conversation that it was for. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: '019aa3c0-0000-7000-8000-000000000050' })
  conversation_id!: string | null;

  /** The kind of channel that the conversation is on. */
  @ApiProperty({ type: String, nullable: true, example: 'slack' })
  channel_kind!: string | null;

  /**
   * Who runs the model, or the channel that charges.
   * @example "openai"
   */
  provider!: string;

  /**
   * The model as it was called, or what the channel charges for.
   * @example "gpt-5.4-mini"
   */
  model!: string;

  /** The business's own key that it was made with; null for the installation's. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: null })
  key_id!: string | null;

  /** The label of that key, also after it was deleted. */
  @ApiProperty({ type: String, nullable: true, example: 'Production' })
  key_label!: string | null;

  /**
   * What came of it.
   * @example "ok"
   */
  outcome!: string;

  /**
   * How long it took.
   * @example 840
   */
  latency_ms!: number;

  /** Where the tokens come from: the provider, our own count, or nowhere. */
  @ApiProperty({ enum: ['provider', 'estimated', 'none'], enumName: 'UsageSource', example: 'provider' })
  usage_source!: 'provider' | 'estimated' | 'none';

  /**
   * Tokens read that had to do with no cache.
   * @example 1000
   */
  input_tokens!: number;

  /**
   * Tokens read from a cache.
   * @example 200
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
   * @example 100
   */
  output_tokens!: number;

  /**
   * Tokens of thinking.
   * @example 50
   */
  reasoning_tokens!: number;

  /**
   * Tokens of sound that was spoken.
   * @example 0
   */
  output_audio_tokens!: number;

  /** What it cost, in US dollars; null while its price is not known. */
  @ApiProperty({ type: Number, nullable: true, example: 0.00144 })
  cost_usd!: number | null;

  /** The price that it was reckoned with. */
  @ApiProperty({ type: String, nullable: true, example: 'openai/gpt-5.4-mini@2024-01-01' })
  price_source!: string | null;

  /**
   * Whether its cost was corrected later.
   * @example false
   */
  @ApiProperty({ type: Boolean })
  is_corrected!: boolean;
}

/** A page of single calls, newest first. */
export class CallPage extends pageOf(CallView) {}

/** The reports that can be had as CSV. */
export const EXPORTS = ['summary', 'by_provider', 'message_volume', 'budget_alerts', 'over_time', 'calls'] as const;
export type ExportName = (typeof EXPORTS)[number];

/** Which report to export, and of what. */
export class ExportQuery extends CallFilterQuery {
  /** The report. */
  @ApiProperty({ enum: EXPORTS, enumName: 'UsageExport', example: 'summary' })
  @IsIn(EXPORTS)
  report!: ExportName;

  /** For `over_time`: days or hours. */
  @ApiPropertyOptional({ enum: ['day', 'hour'], enumName: 'UsageBucket', example: 'day' })
  @IsOptional()
  @IsIn(['day', 'hour'])
  bucket?: 'day' | 'hour';
}
