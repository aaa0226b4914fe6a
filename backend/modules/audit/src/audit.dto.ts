import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { PageQuery, pageOf } from '@konstruct/platform';
import type { AuditChanges } from './audit-event.entity';

/** Filters of the audit list. */
export class AuditQuery extends PageQuery {
  @ApiPropertyOptional({
    type: String,
    description: 'Only events of this type, or of all types that start with it and a dot.',
    example: 'agent',
  })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  event_type?: string;

  @ApiPropertyOptional({
    type: String,
    description: 'Only events whose summary, actor or subject contains this text.',
    example: 'Mia',
  })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  search?: string;
}

/** One thing that happened, as the audit page shows it. */
export class AuditEventView {
  @ApiProperty({
    type: String,
    format: 'uuid',
    description: 'The id of the event.',
    example: '019aa3c0-1111-7000-8000-000000000001',
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
    enum: ['user', 'provider', 'system'],
    description: 'Who did it: a person, a provider, or the product itself.',
    example: 'user',
  })
  actor_kind!: 'user' | 'provider' | 'system';

  @ApiProperty({ type: String, description: 'The name of who did it.', example: 'Ada Lovelace' })
  actor_name!: string;

  @ApiProperty({ type: String, description: 'What kind of event it is.', example: 'agent.created' })
  event_type!: string;

  @ApiProperty({ type: String, description: 'What kind of thing it happened to.', example: 'agent' })
  subject_type!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The id of the thing it happened to.',
    example: '019aa3c0-2222-7000-8000-000000000001',
  })
  subject_id!: string | null;

  @ApiProperty({
    type: String,
    description: 'What happened, in one sentence.',
    example: 'Ada Lovelace hired Mia as Customer Support.',
  })
  summary!: string;

  @ApiProperty({
    type: 'object',
    nullable: true,
    additionalProperties: { type: 'object', properties: { before: {}, after: {} } },
    description: 'Before and after by field, where something was changed.',
    example: { status: { before: 'draft', after: 'live' } },
  })
  changes!: AuditChanges | null;

  @ApiProperty({ type: String, nullable: true, description: 'The request that caused it.', example: 'req-1' })
  request_id!: string | null;

  @ApiProperty({
    type: Boolean,
    description: 'Whether it is sealed into the hash chain already; takes about a second.',
    example: true,
  })
  is_sealed!: boolean;
}

/** A page of audit events, newest first. */
export class AuditEventPage extends pageOf(AuditEventView) {}
