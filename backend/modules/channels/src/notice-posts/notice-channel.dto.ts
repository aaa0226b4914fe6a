import { ApiProperty } from '@nestjs/swagger';
import { ArrayNotEmpty, ArrayUnique, IsIn, IsString, IsUUID, Matches } from 'class-validator';
import { NOTICE_TOPICS, type NoticeTopic } from '@konstruct/contracts';
import { NOTICE_SEVERITIES, type NoticeSeverity } from '@konstruct/notices';
import { SLACK_CHANNEL_ID } from '../slack/slack-channel-id';

/** Which notices shall be posted, and in which channel. */
export class ChooseNoticeChannelRequest {
  @ApiProperty({
    type: String,
    format: 'uuid',
    description: 'A connection to Slack.',
    example: '019aa3c0-3333-7000-8000-000000000001',
  })
  @IsUUID()
  connection_id!: string;

  @ApiProperty({
    type: String,
    description: 'The channel, as the list of destinations names it.',
    example: 'C1H9RESGL',
  })
  @IsString()
  @Matches(SLACK_CHANNEL_ID, { message: 'channel_id must be the id of a channel' })
  channel_id!: string;

  @ApiProperty({
    enum: NOTICE_TOPICS,
    enumName: 'NoticeTopic',
    isArray: true,
    description: 'What the notices are about that are posted.',
    example: ['channel', 'billing'],
  })
  @IsIn(NOTICE_TOPICS, { each: true })
  @ArrayUnique()
  @ArrayNotEmpty()
  topics!: NoticeTopic[];

  @ApiProperty({
    enum: NOTICE_SEVERITIES,
    enumName: 'NoticeSeverity',
    description: 'Notices that matter less are not posted.',
    example: 'warning',
  })
  @IsIn(NOTICE_SEVERITIES)
  least_severity!: NoticeSeverity;
}

/** Why the latest notice did not get into the channel, and what to do. */
export class NoticeChannelProblemView {
  @ApiProperty({ type: String, description: "Slack's code.", example: 'not_in_channel' })
  code!: string;

  @ApiProperty({ type: String, description: 'What it means.', example: 'The app is not a member of the channel.' })
  meaning!: string;

  @ApiProperty({ type: String, description: 'What to do.', example: 'Invite the app with /invite in the channel.' })
  fix!: string;
}

/** Where the notices of a business are posted besides the portal. */
export class NoticeChannelView {
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The connection to Slack; null while notices are not posted.',
    example: '019aa3c0-3333-7000-8000-000000000001',
  })
  connection_id!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The channel; null while notices are not posted.',
    example: 'C1H9RESGL',
  })
  channel_id!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The name of the channel when it was chosen, with the leading #.',
    example: '#operations',
  })
  channel_name!: string | null;

  @ApiProperty({
    enum: NOTICE_TOPICS,
    enumName: 'NoticeTopic',
    isArray: true,
    description: 'What the notices are about that are posted; everything while none are.',
    example: ['channel', 'billing'],
  })
  topics!: NoticeTopic[];

  @ApiProperty({
    enum: NOTICE_SEVERITIES,
    enumName: 'NoticeSeverity',
    description: 'Notices that matter less are not posted.',
    example: 'warning',
  })
  least_severity!: NoticeSeverity;

  @ApiProperty({
    type: NoticeChannelProblemView,
    nullable: true,
    description: 'Why the latest notice did not get there; null when it did.',
  })
  problem!: NoticeChannelProblemView | null;
}
