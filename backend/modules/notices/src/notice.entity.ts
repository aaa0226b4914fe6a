import type { Permission } from '@konstruct/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How much a notice matters, the least first. */
export const NOTICE_SEVERITIES = ['info', 'warning', 'critical'] as const;
export type NoticeSeverity = (typeof NOTICE_SEVERITIES)[number];

/** Something that a business's people should hear about. It stays open until its cause is gone. */
@Entity('notices')
export class Notice {
  @PrimaryColumn('uuid', { name: 'tenant_id' })
  tenantId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  /** `subject.what`, such as `channel.broken`; for programs. */
  @Column('text')
  kind!: string;

  @Column('text')
  severity!: NoticeSeverity;

  /** Whoever has this permission sees it. */
  @Column('text')
  audience!: Permission;

  /** The one person whom it is for; null when it is for everybody in the audience. */
  @Column('uuid', { name: 'user_id', nullable: true })
  userId!: string | null;

  @Column('text')
  title!: string;

  @Column('text')
  body!: string;

  /** A path of the portal inside the business, such as `deliveries?state=parked`. */
  @Column('text', { nullable: true })
  link!: string | null;

  /** What it is about; one notice of a key is open at a time. */
  @Column('text', { name: 'dedupe_key' })
  dedupeKey!: string;

  @Column('timestamptz', { name: 'raised_at' })
  raisedAt!: Date;

  /** When it was last news: raised, worse, or resolved. */
  @Column('timestamptz', { name: 'changed_at' })
  changedAt!: Date;

  @Column('timestamptz', { name: 'resolved_at', nullable: true })
  resolvedAt!: Date | null;
}
