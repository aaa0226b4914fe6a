import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { CHANNEL_KINDS, REPORTED_STATUSES, type ChannelKind, type ReportedStatus } from '@konstruct/channels';
import { PageQuery, pageOf } from '@konstruct/platform';
import type { ConversationState, PersonReason } from './conversation.entity';
import { MESSAGE_STATUSES, type MessageStatus } from './message.entity';

const STATES = ['waiting', 'answering', 'answered', 'failed'] as const;

/** Filters of the conversation list. */
export class ConversationQuery extends PageQuery {
  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    description: 'Only conversations of this employee.',
    example: '019aa3c0-2222-7000-8000-000000000001',
  })
  @IsOptional()
  @IsUUID()
  agent_id?: string;

  @ApiPropertyOptional({ enum: STATES, description: 'Only conversations in this state.', example: 'failed' })
  @IsOptional()
  @IsIn(STATES)
  state?: ConversationState;
}

/** The person who answers in a conversation instead of the employee. */
export class TakeOverView {
  @ApiProperty({
    type: String,
    format: 'uuid',
    description: 'The id of the person.',
    example: '019aa3c0-1111-7000-8000-000000000001',
  })
  user_id!: string;

  @ApiProperty({ type: String, description: "The person's name.", example: 'Ada Lovelace' })
  name!: string;

  @ApiProperty({ type: String, format: 'date-time', description: 'Since when.', example: '2026-11-21T09:30:00.000Z' })
  since!: string;
}

/** A conversation in the list. */
export class ConversationView {
  @ApiProperty({
    type: String,
    format: 'uuid',
    description: 'The id of the conversation.',
    example: '019aa3c0-3333-7000-8000-000000000001',
  })
  id!: string;

  @ApiProperty({
    type: String,
    format: 'uuid',
    description: 'The employee who takes part.',
    example: '019aa3c0-2222-7000-8000-000000000001',
  })
  agent_id!: string;

  @ApiProperty({ type: String, description: "The employee's name.", example: 'Mia' })
  agent_name!: string;

  @ApiProperty({
    enum: CHANNEL_KINDS,
    enumName: 'ChannelKind',
    description: 'The kind of channel it takes place in.',
    example: 'slack',
  })
  channel_kind!: ChannelKind;

  @ApiProperty({ type: String, description: 'Who it is with, and where.', example: 'Jordan in #support' })
  title!: string;

  @ApiProperty({ type: String, description: 'The person who started it.', example: 'Jordan' })
  contact_name!: string;

  @ApiProperty({ type: String, description: 'Where it takes place.', example: '#support' })
  place!: string;

  @ApiProperty({
    enum: STATES,
    description: 'Whether a person waits, the employee writes, all is answered, or the last answer failed.',
    example: 'answered',
  })
  state!: ConversationState;

  @ApiProperty({ type: String, description: 'The beginning of the last message.', example: 'You are welcome!' })
  last_message_preview!: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    description: 'When the last message came or was written.',
    example: '2026-11-21T09:30:00.000Z',
  })
  last_message_at!: string;

  @ApiProperty({ type: Number, description: 'Messages in and out.', example: 4 })
  message_count!: number;

  @ApiProperty({ type: Number, description: 'What the answers cost, in US dollars.', example: 0.0042 })
  cost_usd!: number;

  @ApiProperty({
    type: TakeOverView,
    nullable: true,
    description: 'The person who has taken it over; null while the employee answers.',
  })
  taken_over!: TakeOverView | null;

  @ApiProperty({
    enum: ['loop'],
    nullable: true,
    description:
      'Why the employee is silent there until a person takes over or gives back: loop means that whoever writes seems to be another automation.',
    example: null,
  })
  needs_person_for!: PersonReason | null;
}

/** A page of conversations, the most recent first. */
export class ConversationPage extends pageOf(ConversationView) {}

/** Why a message was not answered or not delivered, and what to do. */
export class MessageErrorView {
  @ApiProperty({ type: String, description: "The provider's code.", example: 'not_in_channel' })
  code!: string;

  @ApiProperty({ type: String, description: 'What it means.', example: 'The app is not a member of the channel.' })
  meaning!: string;

  @ApiProperty({ type: String, description: 'What to do.', example: 'Invite the app with /invite in the channel.' })
  fix!: string;
}

/** One message of a conversation. */
export class MessageView {
  @ApiProperty({
    type: String,
    format: 'uuid',
    description: 'The id of the message.',
    example: '019aa3c0-4444-7000-8000-000000000001',
  })
  id!: string;

  @ApiProperty({
    enum: ['inbound', 'outbound'],
    description: 'From a person, or from the employee.',
    example: 'inbound',
  })
  direction!: 'inbound' | 'outbound';

  @ApiProperty({ type: String, description: 'Who wrote it.', example: 'Jordan' })
  author_name!: string;

  @ApiProperty({ type: String, description: 'The text; answers are Markdown.', example: 'When do you open?' })
  text!: string;

  @ApiProperty({
    enum: MESSAGE_STATUSES,
    description:
      'Inbound: received, then answered or ignored. Outbound: queued, sending, then sent, failed, parked or discarded.',
    example: 'answered',
  })
  status!: MessageStatus;

  @ApiProperty({
    enum: REPORTED_STATUSES,
    enumName: 'MessageReceipt',
    nullable: true,
    description:
      'How far an answer has come, as the provider last reported; null where it does not report (Slack) or has not yet.',
    example: 'read',
  })
  receipt!: ReportedStatus | null;

  @ApiProperty({ type: MessageErrorView, nullable: true, description: 'What went wrong, where something did.' })
  error!: MessageErrorView | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    description: 'When it was written.',
    example: '2026-11-21T09:30:00.000Z',
  })
  created_at!: string;

  @ApiProperty({ type: String, nullable: true, description: 'The model provider that wrote it.', example: 'openai' })
  provider!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'The model that wrote it.', example: 'gpt-4o-mini' })
  model!: string | null;

  @ApiProperty({ type: Number, nullable: true, description: 'Tokens read for it.', example: 412 })
  input_tokens!: number | null;

  @ApiProperty({ type: Number, nullable: true, description: 'Tokens written for it.', example: 58 })
  output_tokens!: number | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'What it cost in US dollars; null when the model has no price yet.',
    example: 0.0001,
  })
  cost_usd!: number | null;
}

/** A conversation with its messages, oldest first. */
export class ConversationDetailView extends ConversationView {
  @ApiProperty({ type: [MessageView], description: 'The latest 200 messages, oldest first.' })
  messages!: MessageView[];
}
