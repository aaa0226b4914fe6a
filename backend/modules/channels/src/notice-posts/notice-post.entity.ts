import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { NoticeSeverity } from '@konstruct/notices';

/** pending: will be tried (again). failed: trying again does not help. skipped: it was over before it could be posted. */
export type NoticePostState = 'pending' | 'sent' | 'failed' | 'skipped';

/** One piece of news of a notice on its way to the channel of a business. Its id, that of the news, travels along as the reply id. */
@Entity('notice_posts')
export class NoticePost {
  @PrimaryColumn('uuid', { name: 'tenant_id' })
  tenantId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'notice_id' })
  noticeId!: string;

  @Column('boolean', { name: 'is_resolution' })
  isResolution!: boolean;

  /** Of the notice when this was news. */
  @Column('text')
  severity!: NoticeSeverity;

  @Column('uuid', { name: 'connection_id' })
  connectionId!: string;

  @Column('text', { name: 'external_channel_id' })
  externalChannelId!: string;

  /** That a notice is resolved is said under its own message. */
  @Column('text', { nullable: true })
  thread!: string | null;

  @Column('text')
  state!: NoticePostState;

  @Column('int')
  attempts!: number;

  /** An attempt was begun and nobody knows what became of it: Slack is asked before it is posted again. */
  @Column('boolean', { name: 'is_in_doubt' })
  isInDoubt!: boolean;

  /** When the latest attempt is over, whatever became of it. */
  @Column('timestamptz', { name: 'attempt_ends_at', nullable: true })
  attemptEndsAt!: Date | null;

  @Column('text', { name: 'error_code', nullable: true })
  errorCode!: string | null;

  @Column('text', { name: 'external_id', nullable: true })
  externalId!: string | null;

  /** Since when it is tried; after a day it is given up. */
  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'sent_at', nullable: true })
  sentAt!: Date | null;
}
