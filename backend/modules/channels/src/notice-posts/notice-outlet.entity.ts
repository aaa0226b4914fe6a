import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { NoticeTopic } from '@konstruct/contracts';
import type { NoticeSeverity } from '@konstruct/notices';

/** The Slack channel in which a business wants to read its notices too; none while there is no row. */
@Entity('notice_outlets')
export class NoticeOutlet {
  @PrimaryColumn('uuid', { name: 'tenant_id' })
  tenantId!: string;

  @Column('uuid', { name: 'connection_id' })
  connectionId!: string;

  @Column('text', { name: 'external_channel_id' })
  externalChannelId!: string;

  /** With the leading #, as it was called when it was chosen. */
  @Column('text', { name: 'channel_name' })
  channelName!: string;

  @Column('text', { array: true })
  topics!: NoticeTopic[];

  /** What matters less is not posted. */
  @Column('text', { name: 'least_severity' })
  leastSeverity!: NoticeSeverity;

  @Column('timestamptz', { name: 'chosen_at' })
  chosenAt!: Date;
}
