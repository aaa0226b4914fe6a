import { ApiProperty, IntersectionType } from '@nestjs/swagger';
import { pageOf, PageQuery } from '@konstruct/platform';
import { BillingQuery } from '../billing.dto';

/** Names the business and the page. */
export class BillingPageQuery extends IntersectionType(BillingQuery, PageQuery) {}

/** A line of an invoice. */
export class InvoiceLineView {
  @ApiProperty({
    type: String,
    description: "What it is for, in Stripe's words.",
    example: 'Remaining time on 3 × AI Employee after 21 Nov 2026',
  })
  description!: string;

  @ApiProperty({ type: Number, description: 'The amount; below zero for a credit.', example: 24.5 })
  amount_usd!: number;
}

/** An invoice. */
export class InvoiceView {
  @ApiProperty({ type: String, description: "Stripe's id.", example: 'in_1QK' })
  id!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Its number; null while it is a draft.',
    example: 'KON-0001',
  })
  number!: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    description: 'When it was written.',
    example: '2026-11-21T09:30:00.000Z',
  })
  created_at!: string;

  @ApiProperty({
    type: Number,
    description: 'The total; below zero where more is given back than charged.',
    example: 147,
  })
  total_usd!: number;

  @ApiProperty({
    type: Number,
    description: 'What is charged for it: the total less the credit that earlier invoices left.',
    example: 122.5,
  })
  charged_usd!: number;

  @ApiProperty({ type: String, description: 'draft, open, paid, uncollectible or void.', example: 'paid' })
  status!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The PDF, at Stripe.',
    example: 'https://pay.stripe.com/invoice/1/pdf',
  })
  pdf_url!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Its page at Stripe, on which it can be paid.',
    example: 'https://invoice.stripe.com/i/1',
  })
  page_url!: string | null;
}

/** A page of invoices, the latest first. */
export class InvoicePage extends pageOf(InvoiceView) {}

/** The next invoice. */
export class NextInvoiceView {
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'What will be charged; null when none will come.',
    example: 147,
  })
  amount_usd!: number | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When.',
    example: '2026-12-21T09:30:00.000Z',
  })
  date!: string | null;

  @ApiProperty({ type: [InvoiceLineView], description: 'What for.' })
  lines!: InvoiceLineView[];
}

/** One line of the story. */
export class TimelineEntryView {
  @ApiProperty({
    type: String,
    format: 'uuid',
    description: 'Its id.',
    example: '019aa3c0-4444-7000-8000-000000000001',
  })
  id!: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    description: 'When it happened.',
    example: '2026-11-21T09:30:00.000Z',
  })
  occurred_at!: string;

  @ApiProperty({
    type: String,
    description:
      'What kind of thing: status, quantity, cancellation, payment, payment_failed, action_required, invoice, refund, dispute, checkout and others.',
    example: 'payment',
  })
  kind!: string;

  @ApiProperty({ type: String, description: 'What happened.', example: 'Invoice KON-0001 was paid: $147.00.' })
  summary!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Where there is more to see, at Stripe.', example: null })
  url!: string | null;
}

/** A page of the story, the latest first. */
export class TimelinePage extends pageOf(TimelineEntryView) {}
