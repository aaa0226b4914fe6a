import { ApiProperty } from '@nestjs/swagger';
import { IsString, IsUUID, Matches } from 'class-validator';
import { pageOf } from '@konstruct/platform';
import { SLACK_CHANNEL_ID } from '../slack/slack-channel-id';
import type { ChannelAssignment } from './channel-assignment.entity';

/** Who shall answer in a channel. */
export class AssignChannelRequest {
  @ApiProperty({
    type: String,
    description: 'The channel, as the list of destinations names it.',
    example: 'C1H9RESGL',
  })
  @IsString()
  @Matches(SLACK_CHANNEL_ID, { message: 'channel_id must be the id of a channel' })
  channel_id!: string;

  @ApiProperty({
    type: String,
    format: 'uuid',
    description: 'The employee that shall answer there.',
    example: '019aa3c0-2222-7000-8000-000000000001',
  })
  @IsUUID()
  agent_id!: string;
}

/** Who answers in one channel of a workspace. */
export class ChannelAssignmentView {
  @ApiProperty({ type: String, description: "The provider's id of the channel.", example: 'C1H9RESGL' })
  channel_id!: string;

  @ApiProperty({
    type: String,
    description: 'The name of the channel when the employee was assigned, with the leading #.',
    example: '#support',
  })
  channel_name!: string;

  @ApiProperty({
    type: String,
    format: 'uuid',
    description: 'The employee that answers there.',
    example: '019aa3c0-2222-7000-8000-000000000001',
  })
  agent_id!: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    description: 'When the employee was assigned.',
    example: '2026-11-21T09:30:00.000Z',
  })
  assigned_at!: string;
}

/** A page of assignments, by the name of the channel. */
export class ChannelAssignmentPage extends pageOf(ChannelAssignmentView) {}

/** An assignment as the API shows it. */
export function toAssignmentView(assignment: ChannelAssignment): ChannelAssignmentView {
  return {
    channel_id: assignment.externalChannelId,
    channel_name: assignment.channelName,
    agent_id: assignment.agentId,
    assigned_at: assignment.assignedAt.toISOString(),
  };
}
