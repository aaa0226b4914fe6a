import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsNumber, IsString, Matches, Max, MaxLength, Min, MinLength } from 'class-validator';
import { MODEL_PROVIDERS, type ModelProvider } from '@konstruct/contracts';
import { pageOf } from '@konstruct/platform';
import { RECONCILIATION_REASONS, type ReconciliationReason } from './reconciliation';

/** An export of what a provider counted or charged. */
export class ReconcileExportRequest {
  /** Whose export it is. */
  @ApiProperty({ enum: MODEL_PROVIDERS, enumName: 'ModelProvider', example: 'openai' })
  @IsIn(MODEL_PROVIDERS)
  provider!: ModelProvider;

  /**
   * The name of the file.
   * @example "cost_2026-10-01_2026-10-31.csv"
   */
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  file_name!: string;

  /**
   * The text of the file: CSV as the provider's console exports it, or JSON as its usage or cost API answers.
   * @example "start_time_iso,amount_value,amount_currency,line_item\n2026-10-01T00:00:00+00:00,1.25,usd,\"gpt-5.4-mini, input\""
   */
  @IsString()
  @MaxLength(1_900_000)
  content!: string;
}

/** The sum of an invoice. */
export class ReconcileInvoiceRequest {
  /** Whose invoice it is. */
  @ApiProperty({ enum: MODEL_PROVIDERS, enumName: 'ModelProvider', example: 'openai' })
  @IsIn(MODEL_PROVIDERS)
  provider!: ModelProvider;

  /**
   * The month that it is for. Providers bill by months in UTC.
   * @example "2026-10"
   */
  @Matches(/^20[1-9]\d-(?:0[1-9]|1[0-2])$/, { message: 'month must be a month such as 2026-10' })
  month!: string;

  /** Its sum, in US dollars. */
  @ApiProperty({ type: Number, example: 214.37 })
  @IsNumber({ allowNaN: false, allowInfinity: false })
  @Min(0)
  @Max(1_000_000)
  total_usd!: number;
}

/** Something that a provider said, as it stands in the list. */
export class ReconciliationListedView {
  /**
   * Its id.
   * @example "019aa3c0-0000-7000-8000-000000000080"
   */
  @ApiProperty({ format: 'uuid' })
  id!: string;

  /** Who said it. */
  @ApiProperty({ enum: MODEL_PROVIDERS, enumName: 'ModelProvider', example: 'openai' })
  provider!: ModelProvider;

  /** A file, or the sum of an invoice. */
  @ApiProperty({ enum: ['export', 'invoice'], enumName: 'ReconciliationKind', example: 'export' })
  kind!: 'export' | 'invoice';

  /**
   * The name of the file, or of the invoice.
   * @example "cost_2026-10-01_2026-10-31.csv"
   */
  name!: string;

  /** The first day of what it covers, in UTC. */
  @ApiProperty({ type: String, format: 'date', example: '2026-10-01' })
  first_day!: string;

  /** The last day of what it covers, in UTC. */
  @ApiProperty({ type: String, format: 'date', example: '2026-10-31' })
  last_day!: string;

  /** What the provider charged, in US dollars; null when it only counted tokens. */
  @ApiProperty({ type: Number, nullable: true, example: 214.37 })
  statement_usd!: number | null;

  /**
   * Who brought it.
   * @example "Ada"
   */
  created_by!: string;

  /**
   * When.
   * @example "2026-11-02T08:00:00.000Z"
   */
  @ApiProperty({ format: 'date-time' })
  created_at!: string;
}

/** A likely reason of a difference. */
export class ReconciliationReasonView {
  /** Which. */
  @ApiProperty({ enum: RECONCILIATION_REASONS, enumName: 'ReconciliationReason', example: 'other_traffic' })
  code!: ReconciliationReason;

  /**
   * In words.
   * @example "The difference is so small that it comes of rounding."
   */
  text!: string;
}

/** One day and model on both sides. */
export class ReconciliationLineView {
  /** The day in UTC; null where the provider gave no days. */
  @ApiProperty({ type: String, format: 'date', nullable: true, example: '2026-10-01' })
  day!: string | null;

  /** The model; null where the provider gave none. */
  @ApiProperty({ type: String, nullable: true, example: 'gpt-5.4-mini' })
  model!: string | null;

  /** What the provider charged, in US dollars; null when it only counted tokens. */
  @ApiProperty({ type: Number, nullable: true, example: 1.25 })
  statement_usd!: number | null;

  /** What is in the books, in US dollars. */
  @ApiProperty({ type: Number, example: 1.2 })
  booked_usd!: number;

  /** What the provider charged more than is in the books, in US dollars. */
  @ApiProperty({ type: Number, nullable: true, example: 0.05 })
  difference_usd!: number | null;

  /** Tokens that the provider counted, all kinds together; null when it did not. */
  @ApiProperty({ type: Number, nullable: true, example: null })
  statement_tokens!: number | null;

  /** Tokens in the books. */
  @ApiProperty({ type: Number, example: 1_000_000 })
  booked_tokens!: number;

  /** Calls that the provider counted; null when it did not. */
  @ApiProperty({ type: Number, nullable: true, example: null })
  statement_calls!: number | null;

  /** Calls in the books. */
  @ApiProperty({ type: Number, example: 312 })
  booked_calls!: number;

  /** Calls in the books whose price is not known yet. */
  @ApiProperty({ type: Number, example: 0 })
  unpriced_calls!: number;

  /** Why they may differ; empty when they do not. */
  @ApiProperty({
    enum: RECONCILIATION_REASONS,
    enumName: 'ReconciliationReason',
    isArray: true,
    example: ['other_traffic'],
  })
  reasons!: ReconciliationReason[];
}

/** What the books have of a model. */
export class BookedModelView {
  /**
   * The model.
   * @example "gpt-5.4-mini"
   */
  model!: string;

  /** What it cost, in US dollars. */
  @ApiProperty({ type: Number, example: 37.2 })
  booked_usd!: number;

  /** Its calls. */
  @ApiProperty({ type: Number, example: 9_672 })
  booked_calls!: number;

  /** Those whose price is not known yet. */
  @ApiProperty({ type: Number, example: 0 })
  unpriced_calls!: number;
}

/** What a provider said beside what is in the books now. */
export class StatementReconciliationView extends ReconciliationListedView {
  /** What is in the books for the same days, in US dollars. */
  @ApiProperty({ type: Number, example: 210.02 })
  booked_usd!: number;

  /** What the provider charged more than is in the books, in US dollars; null when it only counted tokens. */
  @ApiProperty({ type: Number, nullable: true, example: 4.35 })
  difference_usd!: number | null;

  /** The difference in percent of what is in the books. */
  @ApiProperty({ type: Number, nullable: true, example: 2.07 })
  difference_percent!: number | null;

  /** Calls in the books. */
  @ApiProperty({ type: Number, example: 9_672 })
  booked_calls!: number;

  /** Calls in the books whose price is not known yet. */
  @ApiProperty({ type: Number, example: 0 })
  unpriced_calls!: number;

  /** Why they may differ, in all. */
  @ApiProperty({ type: [ReconciliationReasonView] })
  reasons!: ReconciliationReasonView[];

  /** By day and model, as far as the provider told them apart. */
  @ApiProperty({ type: [ReconciliationLineView] })
  lines!: ReconciliationLineView[];

  /** The books by model. */
  @ApiProperty({ type: [BookedModelView] })
  booked_by_model!: BookedModelView[];
}

/** What was compared so far, newest first. */
export class ReconciliationPage extends pageOf(ReconciliationListedView) {}
