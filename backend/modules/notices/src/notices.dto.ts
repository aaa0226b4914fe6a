import { ApiProperty } from '@nestjs/swagger';
import { pageOf } from '@konstruct/platform';
import { NOTICE_SEVERITIES, type NoticeSeverity } from './notice.entity';

/** Something that the people of a business should hear about. */
export class NoticeView {
  @ApiProperty({
    type: String,
    format: 'uuid',
    description: 'The id of the notice.',
    example: '019aa3c0-5555-7000-8000-000000000001',
  })
  id!: string;

  @ApiProperty({ type: String, description: 'What kind of notice it is; for programs.', example: 'channel.broken' })
  kind!: string;

  @ApiProperty({ enum: NOTICE_SEVERITIES, description: 'How much it matters.', example: 'critical' })
  severity!: NoticeSeverity;

  @ApiProperty({ type: String, description: 'What is the matter.', example: 'Acme Flowers is not connected any more' })
  title!: string;

  @ApiProperty({
    type: String,
    description: 'What it means and what to do.',
    example: 'Nobody there gets an answer until you add the app to Slack again.',
  })
  body!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Where to do something about it: a path of the portal inside the business.',
    example: 'channels',
  })
  link!: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    description: 'When it was raised first.',
    example: '2026-11-21T09:30:00.000Z',
  })
  raised_at!: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    description: 'When it was last news: raised, worse, or resolved.',
    example: '2026-11-21T09:45:00.000Z',
  })
  changed_at!: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When its cause was gone; null while it is open.',
    example: null,
  })
  resolved_at!: string | null;

  @ApiProperty({ type: Boolean, description: 'Whether the caller has read it since it was last news.', example: false })
  is_read!: boolean;
}

/** A page of notices, the latest news first. */
export class NoticePage extends pageOf(NoticeView) {}

/** How many notices the caller has not read, by how much they matter. */
export class UnreadNoticesView {
  @ApiProperty({ type: Number, description: 'All that are unread.', example: 3 })
  total!: number;

  @ApiProperty({ type: Number, description: 'Those that are good to know.', example: 1 })
  info!: number;

  @ApiProperty({ type: Number, description: 'Those that need somebody soon.', example: 1 })
  warning!: number;

  @ApiProperty({ type: Number, description: 'Those that need somebody now.', example: 1 })
  critical!: number;
}
