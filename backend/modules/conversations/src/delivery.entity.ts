import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ReportedStatus } from '@konstruct/channels';

/**
 * pending → sending → sent. It goes back to pending while trying again may help, is failed when it cannot, parked when it
 * did not for a day; both wait for a person, who sends it again or has it discarded.
 */
export const DELIVERY_STATES = ['pending', 'sending', 'sent', 'failed', 'parked', 'discarded'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

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

  /** An attempt was begun and nobody knows what became of it: the provider is asked before it is sent again. */
  @Column('boolean', { name: 'is_in_doubt' })
  isInDoubt!: boolean;

  /** The worker process that made the latest attempt. */
  @Column('uuid', { name: 'sending_by', nullable: true })
  sendingBy!: string | null;

  /** When that attempt is over, whatever became of it. */
  @Column('timestamptz', { name: 'attempt_ends_at', nullable: true })
  attemptEndsAt!: Date | null;

  @Column('timestamptz', { name: 'next_attempt_at' })
  nextAttemptAt!: Date;

  @Column('text', { name: 'error_code', nullable: true })
  errorCode!: string | null;

  @Column('text', { name: 'external_id', nullable: true })
  externalId!: string | null;

  /** The last word of a provider that reports what became of a message. */
  @Column('text', { nullable: true })
  receipt!: ReportedStatus | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'first_attempt_at', nullable: true })
  firstAttemptAt!: Date | null;

  /** The first attempt since it was last set to be sent; a day after that it is parked. */
  @Column('timestamptz', { name: 'trying_since', nullable: true })
  tryingSince!: Date | null;

  @Column('timestamptz', { name: 'sent_at', nullable: true })
  sentAt!: Date | null;
}
