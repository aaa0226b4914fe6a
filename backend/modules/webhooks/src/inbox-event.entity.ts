import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ChannelKind } from '@konstruct/channels';

/** Something a provider sent. Stored once under its dedupe key before it is acknowledged; worked on afterwards. */
@Entity('inbox_events')
export class InboxEvent {
  @PrimaryColumn('uuid', { name: 'tenant_id' })
  tenantId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  provider!: ChannelKind;

  @Column('text', { name: 'dedupe_key' })
  dedupeKey!: string;

  @Column('uuid', { name: 'connection_id' })
  connectionId!: string;

  @Column('jsonb')
  payload!: object;

  /** What is worked on one after the other with it. */
  @Column('text')
  lane!: string;

  /** When it happened, by the provider's clock, which gives the order; null where it does not say. */
  @Column('timestamptz', { name: 'happened_at', nullable: true })
  happenedAt!: Date | null;

  /** received → processed. Ignored from the beginning; failed when working on it failed again and again. */
  @Column('text')
  state!: 'received' | 'processed' | 'ignored' | 'failed';

  /** What became of it: a reception, or why it was ignored. */
  @Column('text', { nullable: true })
  outcome!: string | null;

  @Column('timestamptz', { name: 'received_at' })
  receivedAt!: Date;

  @Column('timestamptz', { name: 'processed_at', nullable: true })
  processedAt!: Date | null;
}
