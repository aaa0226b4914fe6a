import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { CHANNEL_KINDS, type ChannelKind } from '@konstruct/channels';
import { PageQuery, pageOf } from '@konstruct/platform';
import { MessageErrorView } from './conversations.dto';
import { DELIVERY_STATES, type DeliveryState } from './delivery.entity';

/** Filters of the list of deliveries. */
export class DeliveryQuery extends PageQuery {
  @ApiPropertyOptional({ enum: DELIVERY_STATES, description: 'Only deliveries in this state.', example: 'failed' })
  @IsOptional()
  @IsIn(DELIVERY_STATES)
  state?: DeliveryState;

  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    description: 'Only what this employee wrote.',
    example: '019aa3c0-2222-7000-8000-000000000001',
  })
  @IsOptional()
  @IsUUID()
  agent_id?: string;
}

/** An answer on its way to the channel, or at the end of it. */
export class DeliveryView {
  @ApiProperty({
    type: String,
    format: 'uuid',
    description: 'The id of the delivery, which is that of its message.',
    example: '019aa3c0-4444-7000-8000-000000000002',
  })
  id!: string;

  @ApiProperty({
    type: String,
    format: 'uuid',
    description: 'The conversation it belongs to.',
    example: '019aa3c0-3333-7000-8000-000000000001',
  })
  conversation_id!: string;

  @ApiProperty({
    type: String,
    format: 'uuid',
    description: 'The employee who wrote it.',
    example: '019aa3c0-2222-7000-8000-000000000001',
  })
  agent_id!: string;

  @ApiProperty({ type: String, description: "The employee's name.", example: 'Mia' })
  agent_name!: string;

  @ApiProperty({
    enum: CHANNEL_KINDS,
    enumName: 'ChannelKind',
    description: 'The kind of channel it is sent through.',
    example: 'slack',
  })
  channel_kind!: ChannelKind;

  @ApiProperty({ type: String, description: 'The person it is for.', example: 'Jordan' })
  contact_name!: string;

  @ApiProperty({ type: String, description: 'Where it is sent.', example: '#support' })
  place!: string;

  @ApiProperty({ type: String, description: 'The beginning of its text.', example: 'We open at nine.' })
  preview!: string;

  @ApiProperty({
    enum: DELIVERY_STATES,
    description:
      'pending: waits for its next attempt. sending, sent. failed: trying again by itself does not help. parked: it kept failing for a day. discarded: a person ended it.',
    example: 'failed',
  })
  state!: DeliveryState;

  @ApiProperty({ type: Number, description: 'How often it was tried.', example: 3 })
  attempts!: number;

  @ApiProperty({ type: Number, description: 'In how many messages of the channel it is sent.', example: 1 })
  parts!: number;

  @ApiProperty({ type: Number, description: 'How many of them are sent.', example: 0 })
  parts_sent!: number;

  @ApiProperty({
    type: Boolean,
    description: 'An earlier attempt may have arrived; the channel is asked for it before it is sent again.',
    example: false,
  })
  is_in_doubt!: boolean;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Who holds it back by having taken the conversation over.',
    example: null,
  })
  held_by!: string | null;

  @ApiProperty({
    type: Boolean,
    description:
      'Whether it is held back because the employee was paused or stopped; it is sent when it is back at work.',
    example: false,
  })
  is_employee_away!: boolean;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When it is tried next, while it is pending.',
    example: null,
  })
  next_attempt_at!: string | null;

  @ApiProperty({
    type: Boolean,
    description: "Whether the provider's limit holds it back until then, with everything of its kind.",
    example: false,
  })
  waits_for_limit!: boolean;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When it was tried first.',
    example: '2026-11-21T09:30:00.000Z',
  })
  first_attempt_at!: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When the channel accepted it.',
    example: null,
  })
  sent_at!: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    description: 'When it was written.',
    example: '2026-11-21T09:30:00.000Z',
  })
  created_at!: string;

  @ApiProperty({ type: MessageErrorView, nullable: true, description: 'Why the last attempt did not succeed.' })
  error!: MessageErrorView | null;
}

/** A page of deliveries, the most recent first. */
export class DeliveryPage extends pageOf(DeliveryView) {}
