import { ApiProperty } from '@nestjs/swagger';
import { TOKEN_KINDS, type TokenKind } from './payslip';

/** One kind of tokens of a model. */
export class TokenLineView {
  /** The kind of tokens. */
  @ApiProperty({ enum: TOKEN_KINDS, enumName: 'TokenKind', example: 'input' })
  kind!: TokenKind;

  /**
   * How many.
   * @example 120400
   */
  tokens!: number;

  /** What they cost, in US dollars; null when that cannot be told by kind. */
  @ApiProperty({ type: Number, nullable: true, example: 0.0903 })
  cost_usd!: number | null;
}

/** What one model cost at one price. */
export class PayslipModelView {
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

  /** The price that its calls were reckoned with; null when it has none yet. */
  @ApiProperty({ type: String, nullable: true, example: 'openai/gpt-5.4-mini@2024-01-01' })
  price_source!: string | null;

  /**
   * Calls.
   * @example 312
   */
  model_calls!: number;

  /**
   * Calls whose price is not known yet; they are not in the cost.
   * @example 0
   */
  unpriced_calls!: number;

  /** Its tokens by kind, as far as there were any. */
  @ApiProperty({ type: [TokenLineView] })
  tokens!: TokenLineView[];

  /**
   * What its calls cost, in US dollars.
   * @example 0.184
   */
  cost_usd!: number;
}

/** What a channel charged. */
export class PayslipFeeView {
  /**
   * The channel.
   * @example "whatsapp"
   */
  channel_kind!: string;

  /**
   * What it is charged for, in the channel's words.
   * @example "utility"
   */
  category!: string;

  /**
   * How many were charged.
   * @example 12
   */
  fees!: number;

  /**
   * How many of them have no known price yet and are not in the cost.
   * @example 0
   */
  unpriced_fees!: number;

  /**
   * What they cost, in US dollars.
   * @example 0.048
   */
  cost_usd!: number;
}

/** A cost that became known, or changed, after it was booked. It is in the figures above already. */
export class CorrectionView {
  /**
   * When it was made.
   * @example "2026-11-22T08:00:00.000Z"
   */
  @ApiProperty({ format: 'date-time' })
  corrected_at!: string;

  /**
   * Who runs the model.
   * @example "openai"
   */
  provider!: string;

  /**
   * The model.
   * @example "gpt-6-mini"
   */
  model!: string;

  /**
   * Calls that it is about.
   * @example 40
   */
  calls!: number;

  /** What they were booked with; null when they were unpriced. */
  @ApiProperty({ type: Number, nullable: true, example: null })
  previous_usd!: number | null;

  /**
   * What they cost since.
   * @example 0.52
   */
  corrected_usd!: number;

  /** Why. */
  @ApiProperty({ enum: ['price_arrived', 'price_changed'], enumName: 'CorrectionReason', example: 'price_arrived' })
  reason!: 'price_arrived' | 'price_changed';

  /**
   * The price that it was made with.
   * @example "openai/gpt-6-mini@2026-11-01"
   */
  price_source!: string;

  /**
   * Who made it.
   * @example "price import"
   */
  corrected_by!: string;
}

/** What one employee cost in a month, line by line. */
export class PayslipView {
  /**
   * The employer.
   * @example "Analytical Engines Ltd"
   */
  business_name!: string;

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
  name!: string;

  /**
   * Its job.
   * @example "Customer Support"
   */
  role_title!: string;

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
   * Whether the month is over.
   * @example false
   */
  @ApiProperty({ type: Boolean })
  is_complete!: boolean;

  /**
   * Days of the month on which it has a seat.
   * @example 30
   */
  @ApiProperty({ type: 'integer' })
  seat_days!: number;

  /**
   * Days of the month.
   * @example 30
   */
  @ApiProperty({ type: 'integer' })
  days_in_month!: number;

  /**
   * What a seat costs a month, in US dollars.
   * @example 49
   */
  seat_price_usd!: number;

  /**
   * Its share of that, by days.
   * @example 49
   */
  seat_usd!: number;

  /** What its models cost, by model and price. */
  @ApiProperty({ type: [PayslipModelView] })
  models!: PayslipModelView[];

  /**
   * The models together.
   * @example 1.37
   */
  model_usd!: number;

  /** What its channels charged. */
  @ApiProperty({ type: [PayslipFeeView] })
  channel_fees!: PayslipFeeView[];

  /**
   * The channels together.
   * @example 0.12
   */
  channel_fees_usd!: number;

  /** Corrections of this month's calls, the newest first. */
  @ApiProperty({ type: [CorrectionView] })
  corrections!: CorrectionView[];

  /**
   * Seat, models and channels.
   * @example 50.49
   */
  total_usd!: number;

  /**
   * Calls whose price is not known yet; they are in no sum.
   * @example 0
   */
  unpriced_calls!: number;

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
  @ApiProperty({ type: Number, nullable: true, example: 0.0244 })
  cost_per_conversation_usd!: number | null;
}
