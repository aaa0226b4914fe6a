import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Something a provider sent. Stored once under its dedupe key before it is acknowledged; worked on afterwards. */
@Entity('inbox_events')
export class InboxEvent {
  @PrimaryColumn('uuid', { name: 'tenant_id' })
  tenantId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  provider!: 'slack';

  @Column('text', { name: 'dedupe_key' })
  dedupeKey!: string;

  @Column('uuid', { name: 'connection_id' })
  connectionId!: string;

  @Column('jsonb')
  payload!: object;

  @Column('text')
  state!: 'received' | 'processed' | 'ignored';

  /** What became of it: a reception, or why it was ignored. */
  @Column('text', { nullable: true })
  outcome!: string | null;

  @Column('timestamptz', { name: 'received_at' })
  receivedAt!: Date;

  @Column('timestamptz', { name: 'processed_at', nullable: true })
  processedAt!: Date | null;
}
