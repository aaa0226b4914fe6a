import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, IsUUID, MaxLength, ValidateIf } from 'class-validator';
import { PageQuery, pageOf } from '@konstruct/platform';
import { CHANNEL_KINDS, type ChannelKind } from './channel-connection.entity';

/** A connection to a channel and its health, as the portal shows it. */
export class ConnectionView {
  @ApiProperty({
    type: String,
    format: 'uuid',
    description: 'The id of the connection; it stays when the workspace is connected again.',
    example: '019aa3c0-3333-7000-8000-000000000001',
  })
  id!: string;

  @ApiProperty({ enum: CHANNEL_KINDS, enumName: 'ChannelKind', description: 'The kind of channel.', example: 'slack' })
  kind!: ChannelKind;

  @ApiProperty({
    enum: ['connected', 'broken', 'disconnected'],
    enumName: 'ConnectionStatus',
    description: 'Whether it works.',
    example: 'connected',
  })
  status!: 'connected' | 'broken' | 'disconnected';

  @ApiProperty({ type: String, description: 'The name of the workspace or number.', example: 'Acme' })
  workspace_name!: string;

  @ApiProperty({
    type: String,
    description: "The provider's id of the workspace, organisation or number.",
    example: 'T9TK3CUKW',
  })
  workspace_id!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The user that the employee acts as in a Slack workspace; null in other channels.',
    example: 'U0KRQLJ9H',
  })
  bot_user_id!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The number that people write to; null in other channels than WhatsApp.',
    example: null,
  })
  phone_number!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'How people take the number’s messages, as Meta last said: GREEN, YELLOW, RED or UNKNOWN.',
    example: null,
  })
  quality_rating!: string | null;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The employee that answers here.',
    example: '019aa3c0-2222-7000-8000-000000000001',
  })
  agent_id!: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When the last event came in.',
    example: '2026-11-21T09:30:00.000Z',
  })
  last_event_at!: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When the last message went out.',
    example: '2026-11-21T09:30:04.000Z',
  })
  last_sent_at!: string | null;

  @ApiProperty({
    type: Number,
    minimum: 0,
    maximum: 1,
    description: 'The share of messages of the running day that could not be sent.',
    example: 0.02,
  })
  failure_rate!: number;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When the token expires; it is renewed before. Null when it does not expire.',
    example: null,
  })
  token_expires_at!: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: "Until when the provider's limit holds messages back; over once that time has passed.",
    example: null,
  })
  limited_until!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Why it is broken.', example: null })
  broken_reason!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'What to do about it.', example: null })
  broken_fix!: string | null;

  @ApiProperty({
    type: [String],
    description:
      'Permissions that the product needs and the workspace has not granted; connecting again asks for them.',
    example: [],
  })
  missing_scopes!: string[];

  @ApiProperty({
    type: [String],
    description: 'What the missing scopes are for, in words and in the same order.',
    example: [],
  })
  missing_permissions!: string[];

  @ApiProperty({
    type: String,
    format: 'date-time',
    description: 'When it was connected last.',
    example: '2026-11-20T14:00:00.000Z',
  })
  connected_at!: string;
}

/** A page of connections, newest first. */
export class ConnectionPage extends pageOf(ConnectionView) {}

/** What can be changed about a connection. */
export class UpdateConnectionRequest {
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The employee that shall answer here; null for nobody.',
    example: '019aa3c0-2222-7000-8000-000000000001',
  })
  @ValidateIf((request: UpdateConnectionRequest) => request.agent_id !== null)
  @IsUUID()
  agent_id!: string | null;
}

/** Filters of the list of destinations. */
export class DestinationQuery extends PageQuery {
  @ApiPropertyOptional({
    type: String,
    description: 'Only channels whose name contains this text.',
    example: 'support',
  })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  search?: string;
}

/** A channel that a message can be sent to. */
export class DestinationView {
  @ApiProperty({ type: String, description: "The provider's id of the channel.", example: 'C1H9RESGL' })
  id!: string;

  @ApiProperty({ type: String, description: 'The name without the leading #.', example: 'general' })
  name!: string;

  @ApiProperty({
    type: Boolean,
    description: 'Whether only invited people see it. Private channels are listed once the employee was invited.',
    example: false,
  })
  is_private!: boolean;

  @ApiProperty({
    type: Boolean,
    description: 'Whether the employee is a member; it joins public channels by itself.',
    example: true,
  })
  is_member!: boolean;
}

/** A page of destinations: channels that the employee is a member of first, then by name. */
export class DestinationPage extends pageOf(DestinationView) {}
