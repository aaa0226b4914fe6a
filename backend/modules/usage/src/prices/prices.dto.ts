import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsNumber, IsOptional, IsString, Matches, Max, MaxLength, Min, MinLength } from 'class-validator';
import { MODEL_PROVIDERS, type ModelProvider } from '@konstruct/contracts';
import { PageQuery, pageOf } from '@konstruct/platform';

const DAY = /^20[1-9]\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const USD = { allowNaN: false, allowInfinity: false, maxDecimalPlaces: 9 } as const;
const MOST_USD_PER_MILLION = 10_000;

/** Which prices are asked for. */
export class PriceQuery extends PageQuery {
  /** Whose models. */
  @ApiPropertyOptional({ type: String, example: 'openai' })
  @IsOptional()
  @IsString()
  @MaxLength(50)
  seller?: string;

  /** Only models whose name has this in it. */
  @ApiPropertyOptional({ type: String, example: 'gpt-5.4' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  search?: string;
}

/** The rates of requests that are larger than a threshold. */
export class PriceTierView {
  /** Requests with more input than this. */
  @ApiProperty({ type: Number, example: 200_000 })
  above_input_tokens!: number;

  /** US dollars per million tokens read. */
  @ApiProperty({ type: Number, example: 4 })
  input_usd_per_million!: number;

  /** US dollars per million tokens written. */
  @ApiProperty({ type: Number, example: 18 })
  output_usd_per_million!: number;
}

/** A price, since when it holds, and where the figure comes from. */
export class PriceView {
  /**
   * Who sells the model: its company, or who answers at a known OpenAI-compatible address.
   * @example "openai"
   */
  seller!: string;

  /**
   * The model.
   * @example "gpt-5.4-mini"
   */
  model!: string;

  /** The first day, in UTC, on which it holds. The earliest day on record stands for "ever since". */
  @ApiProperty({ type: String, format: 'date', example: '2024-01-01' })
  effective_from!: string;

  /** The hours of a day, in UTC, that it is for; null for all of them. */
  @ApiProperty({ type: String, nullable: true, example: null })
  daily_hours!: string | null;

  /**
   * Where the figure comes from, and of when it is.
   * @example "github.com/pydantic/genai-prices@47df840 (2026-08-21)"
   */
  source!: string;

  /** US dollars per million tokens read. */
  @ApiProperty({ type: Number, example: 0.75 })
  input_usd_per_million!: number;

  /** US dollars per million tokens read from a cache. */
  @ApiProperty({ type: Number, example: 0.075 })
  cache_read_usd_per_million!: number;

  /** US dollars per million tokens written to a cache. */
  @ApiProperty({ type: Number, example: 0.75 })
  cache_write_usd_per_million!: number;

  /** US dollars per million tokens written to a cache that lasts an hour. */
  @ApiProperty({ type: Number, example: 0.75 })
  cache_write_1h_usd_per_million!: number;

  /** US dollars per million tokens of sound listened to. */
  @ApiProperty({ type: Number, example: 0.75 })
  input_audio_usd_per_million!: number;

  /** US dollars per million tokens written, thinking included. */
  @ApiProperty({ type: Number, example: 4.5 })
  output_usd_per_million!: number;

  /** US dollars per million tokens of sound spoken. */
  @ApiProperty({ type: Number, example: 4.5 })
  output_audio_usd_per_million!: number;

  /** What large requests cost instead. */
  @ApiProperty({ type: [PriceTierView] })
  tiers!: PriceTierView[];
}

/** Prices by seller and model. */
export class PricePage extends pageOf(PriceView) {}

/** A price of the business's own contract with a provider. */
export class OwnPriceRequest {
  /** Whose model. */
  @ApiProperty({ enum: MODEL_PROVIDERS, enumName: 'ModelProvider', example: 'openai' })
  @IsIn(MODEL_PROVIDERS)
  provider!: ModelProvider;

  /**
   * The model as it is called, or as the catalogue names it: then it is the price of all its snapshots.
   * @example "gpt-5.4-mini"
   */
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  model!: string;

  /** The first day, in UTC, on which it holds. */
  @ApiProperty({ type: String, format: 'date', example: '2026-11-01' })
  @Matches(DAY, { message: 'effective_from must be a day such as 2026-11-01' })
  effective_from!: string;

  /** US dollars per million tokens read. */
  @ApiProperty({ type: Number, example: 0.6 })
  @IsNumber(USD)
  @Min(0)
  @Max(MOST_USD_PER_MILLION)
  input_usd_per_million!: number;

  /** US dollars per million tokens written. */
  @ApiProperty({ type: Number, example: 3.6 })
  @IsNumber(USD)
  @Min(0)
  @Max(MOST_USD_PER_MILLION)
  output_usd_per_million!: number;

  /** US dollars per million tokens read from a cache; like input when left out. */
  @ApiPropertyOptional({ type: Number, nullable: true, example: 0.06 })
  @IsOptional()
  @IsNumber(USD)
  @Min(0)
  @Max(MOST_USD_PER_MILLION)
  cache_read_usd_per_million?: number | null;

  /** US dollars per million tokens written to a cache; like input when left out. */
  @ApiPropertyOptional({ type: Number, nullable: true, example: 0.6 })
  @IsOptional()
  @IsNumber(USD)
  @Min(0)
  @Max(MOST_USD_PER_MILLION)
  cache_write_usd_per_million?: number | null;

  /**
   * Why, for those who read it later.
   * @example "Contract of October 2026, 20% off"
   */
  @IsString()
  @MaxLength(500)
  note!: string;
}

/** A price of the business's own contract, as it stands. */
export class OwnPriceView {
  /**
   * Its id.
   * @example "019aa3c0-0000-7000-8000-000000000090"
   */
  @ApiProperty({ format: 'uuid' })
  id!: string;

  /** Whose model. */
  @ApiProperty({ enum: MODEL_PROVIDERS, enumName: 'ModelProvider', example: 'openai' })
  provider!: ModelProvider;

  /**
   * The model.
   * @example "gpt-5.4-mini"
   */
  model!: string;

  /** The first day, in UTC, on which it holds. */
  @ApiProperty({ type: String, format: 'date', example: '2026-11-01' })
  effective_from!: string;

  /** The first day on which it does not hold any more; null while it does. */
  @ApiProperty({ type: String, format: 'date', nullable: true, example: null })
  effective_until!: string | null;

  /** US dollars per million tokens read. */
  @ApiProperty({ type: Number, example: 0.6 })
  input_usd_per_million!: number;

  /** US dollars per million tokens written. */
  @ApiProperty({ type: Number, example: 3.6 })
  output_usd_per_million!: number;

  /** US dollars per million tokens read from a cache; null for like input. */
  @ApiProperty({ type: Number, nullable: true, example: 0.06 })
  cache_read_usd_per_million!: number | null;

  /** US dollars per million tokens written to a cache; null for like input. */
  @ApiProperty({ type: Number, nullable: true, example: null })
  cache_write_usd_per_million!: number | null;

  /**
   * Why.
   * @example "Contract of October 2026, 20% off"
   */
  note!: string;

  /**
   * Who set it.
   * @example "Ada"
   */
  set_by!: string;

  /**
   * When.
   * @example "2026-11-02T08:00:00.000Z"
   */
  @ApiProperty({ format: 'date-time' })
  set_at!: string;
}

/** The prices of the business's own contracts, by their first day. */
export class OwnPricePage extends pageOf(OwnPriceView) {}

/** Which calls are to be priced again. */
export class RepricingRequest {
  /** Calls without a price, or those that have one, which may be another by now. */
  @ApiProperty({ enum: ['unpriced', 'priced'], enumName: 'RepricingScope', example: 'unpriced' })
  @IsIn(['unpriced', 'priced'])
  scope!: 'unpriced' | 'priced';

  /** Only calls of this provider. */
  @ApiPropertyOptional({ enum: MODEL_PROVIDERS, enumName: 'ModelProvider', example: 'openai' })
  @IsOptional()
  @IsIn(MODEL_PROVIDERS)
  provider?: ModelProvider;

  /** Only calls of this model, as it was called. */
  @ApiPropertyOptional({ type: String, example: 'gpt-5.4-mini' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  model?: string;

  /** The first day of the business. */
  @ApiProperty({ type: String, format: 'date', example: '2026-11-01' })
  @Matches(DAY, { message: 'from must be a day such as 2026-11-01' })
  from!: string;

  /** The last day of the business. */
  @ApiProperty({ type: String, format: 'date', example: '2026-11-21' })
  @Matches(DAY, { message: 'to must be a day such as 2026-11-21' })
  to!: string;
}

/** A re-pricing and how far it has come. */
export class RepricingView {
  /**
   * Its id; corrections on payslips carry it.
   * @example "019aa3c0-0000-7000-8000-000000000091"
   */
  @ApiProperty({ format: 'uuid' })
  id!: string;

  /** Which calls. */
  @ApiProperty({ enum: ['unpriced', 'priced'], enumName: 'RepricingScope', example: 'unpriced' })
  scope!: 'unpriced' | 'priced';

  /** Of which provider; null for all. */
  @ApiProperty({ enum: MODEL_PROVIDERS, enumName: 'ModelProvider', nullable: true, example: 'openai' })
  provider!: ModelProvider | null;

  /** Of which model; null for all. */
  @ApiProperty({ type: String, nullable: true, example: null })
  model!: string | null;

  /**
   * Calls from here on.
   * @example "2026-11-01T00:00:00.000Z"
   */
  @ApiProperty({ format: 'date-time' })
  from!: string;

  /**
   * Calls before this.
   * @example "2026-11-22T00:00:00.000Z"
   */
  @ApiProperty({ format: 'date-time' })
  to!: string;

  /** Whether it goes on. */
  @ApiProperty({ enum: ['running', 'done'], enumName: 'RepricingStatus', example: 'done' })
  status!: 'running' | 'done';

  /**
   * Calls that were looked at.
   * @example 1200
   */
  calls_seen!: number;

  /**
   * Calls whose cost was corrected.
   * @example 312
   */
  calls_changed!: number;

  /** What they cost more than before, in US dollars. */
  @ApiProperty({ type: Number, example: 4.35 })
  difference_usd!: number;

  /** The time of the call that it has come to; null before the first. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: '2026-11-20T09:12:00.000Z' })
  at!: string | null;

  /**
   * Who wanted it.
   * @example "Ada"
   */
  requested_by!: string;

  /**
   * When.
   * @example "2026-11-21T08:00:00.000Z"
   */
  @ApiProperty({ format: 'date-time' })
  requested_at!: string;

  /** When it was done; null while it goes on. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: '2026-11-21T08:00:02.000Z' })
  finished_at!: string | null;
}

/** Re-pricings, newest first. */
export class RepricingPage extends pageOf(RepricingView) {}
