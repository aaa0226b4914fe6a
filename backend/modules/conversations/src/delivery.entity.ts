import { Column, Entity, PrimaryColumn } from 'typeorm';

/** pending → sending → sent or failed. Found in `sending` by another attempt, a delivery is in doubt and is looked up first. */
export type DeliveryState = 'pending' | 'sending' | 'sent' | 'failed';

/** One part of an outbound message on its way to the provider. Its id travels along as the reply id. */
@Entity('deliveries')
export class Delivery {
  @PrimaryColumn('uuid', { name: 'tenant_id' })
  tenantId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  /** Drawn by Postgres while the conversation is locked: the order of sending, whatever the clocks of processes say. */
  @Column({ type: 'bigint', insert: false, update: false })
  sequence!: string;

  @Column('uuid', { name: 'message_id' })
  messageId!: string;

  @Column('uuid', { name: 'conversation_id' })
  conversationId!: string;

  @Column('uuid', { name: 'connection_id' })
  connectionId!: string;

  /** Counts from 0; long answers are sent in several parts. */
  @Column('int')
  part!: number;

  @Column('text')
  text!: string;

  @Column('text', { name: 'external_channel_id' })
  externalChannelId!: string;

  @Column('text', { nullable: true })
  thread!: string | null;

  @Column('text')
  state!: DeliveryState;

  @Column('int')
  attempts!: number;

  @Column('timestamptz', { name: 'next_attempt_at' })
  nextAttemptAt!: Date;

  @Column('text', { name: 'error_code', nullable: true })
  errorCode!: string | null;

  @Column('text', { name: 'external_id', nullable: true })
  externalId!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'first_attempt_at', nullable: true })
  firstAttemptAt!: Date | null;

  @Column('timestamptz', { name: 'sent_at', nullable: true })
  sentAt!: Date | null;
}
