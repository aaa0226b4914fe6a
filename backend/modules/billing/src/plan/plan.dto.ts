import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { BillingRequest, MOST_AGENTS } from '../billing.dto';
import { InvoiceLineView } from '../invoices/invoices.dto';

/** Another number of employees. */
export class QuantityRequest extends BillingRequest {
  @ApiProperty({
    type: Number,
    minimum: 1,
    maximum: MOST_AGENTS,
    description: 'How many employees to pay for.',
    example: 5,
  })
  @IsInt()
  @Min(1)
  @Max(MOST_AGENTS)
  agent_count!: number;
}

/** Confirms a change that was previewed. */
export class QuantityChangeRequest extends QuantityRequest {
  @ApiProperty({
    type: Number,
    description: 'proration_date of the preview: the charge is counted from that very moment.',
    example: 1_795_253_400,
  })
  @IsInt()
  @Min(0)
  @Max(2_147_483_647)
  proration_date!: number;

  @ApiPropertyOptional({
    type: [String],
    description:
      'Who stops, where fewer are paid for than work: exactly as many as agents_to_stop of the preview says.',
    example: [],
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_AGENTS)
  @IsUUID(undefined, { each: true })
  stop_agent_ids?: string[];
}

/** An employee by name. */
export class NamedAgentView {
  @ApiProperty({
    type: String,
    format: 'uuid',
    description: 'The employee.',
    example: '019aa3c0-2222-7000-8000-000000000001',
  })
  id!: string;

  @ApiProperty({ type: String, description: 'The name.', example: 'Mia' })
  name!: string;
}

/** What a change would cost. */
export class QuantityPreviewView {
  @ApiProperty({ type: Number, description: 'The number of employees that was asked for.', example: 5 })
  agent_count!: number;

  @ApiProperty({
    type: Number,
    description: 'Send it with the confirmation; good for half an hour.',
    example: 1_795_253_400,
  })
  proration_date!: number;

  @ApiProperty({
    type: String,
    description: 'All of it in words.',
    example:
      'From 3 to 5 employees. $49.00 are charged now, for the rest of this period. The next invoice, on 21 December 2026, is $245.00.',
  })
  summary!: string;

  @ApiProperty({ type: Number, description: 'What is charged when it is confirmed.', example: 49 })
  due_today_usd!: number;

  @ApiProperty({ type: [InvoiceLineView], description: 'What for.' })
  lines_today!: InvoiceLineView[];

  @ApiProperty({ type: Number, description: 'What the next invoice would charge.', example: 245 })
  next_invoice_usd!: number;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When.',
    example: '2026-12-21T09:30:00.000Z',
  })
  next_invoice_at!: string | null;

  @ApiProperty({ type: [InvoiceLineView], description: 'Its lines.' })
  next_invoice_lines!: InvoiceLineView[];

  @ApiProperty({
    type: Number,
    description: 'How many employees have to stop; choose them for the confirmation.',
    example: 0,
  })
  agents_to_stop!: number;

  @ApiProperty({ type: [NamedAgentView], description: 'Those at work, who started last first.' })
  live_agents!: NamedAgentView[];
}
