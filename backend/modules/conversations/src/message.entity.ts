import { Column, Entity, PrimaryColumn } from 'typeorm';
import { bigintColumn } from '@konstruct/platform';

/** Inbound: received → answered or ignored. Outbound: the state of its deliveries, where queued stands for pending. */
export const MESSAGE_STATUSES = [
  'received',
  'answered',
  'ignored',
  'queued',
  'sending',
  'sent',
  'failed',
  'parked',
  'discarded',
] as const;
export type MessageStatus = (typeof MESSAGE_STATUSES)[number];

/** Something that came with a message besides its text. */
export interface Attachment {
  readonly name: string;
  readonly mimeType: string;
  /** What is in it, where it is text that was fetched. */
  readonly text?: string;
  /** The channel's id of a picture, which is fetched when the model is asked. */
  readonly pictureId?: string;
}

/** One message of a conversation, in or out. */
@Entity('messages')
export class Message {
  @PrimaryColumn('uuid', { name: 'tenant_id' })
  tenantId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'conversation_id' })
  conversationId!: string;

  @Column('text')
  direction!: 'inbound' | 'outbound';

  @Column('uuid', { name: 'connection_id' })
  connectionId!: string;

  @Column('text', { name: 'external_channel_id' })
  externalChannelId!: string;

  /** The provider's id of the message; for Slack its timestamp. Null until an outbound message is sent. */
  @Column('text', { name: 'external_id', nullable: true })
  externalId!: string | null;

  @Column('text', { name: 'author_id', nullable: true })
  authorId!: string | null;

  @Column('text', { name: 'author_name' })
  authorName!: string;

  @Column('text')
  text!: string;

  @Column('jsonb')
  attachments!: Attachment[];

  @Column('text')
  status!: MessageStatus;

  @Column('text', { name: 'error_code', nullable: true })
  errorCode!: string | null;

  /** The thread that an answer to this message belongs in. */
  @Column('text', { name: 'reply_thread', nullable: true })
  replyThread!: string | null;

  /** The run that answered this message, or that wrote it. */
  @Column('uuid', { name: 'run_id', nullable: true })
  runId!: string | null;

  /** Inbound: by the provider's clock. Gives the order, since workers may store messages in another one. */
  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('text', { nullable: true })
  provider!: string | null;

  @Column('text', { nullable: true })
  model!: string | null;

  @Column('int', { name: 'input_tokens', nullable: true })
  inputTokens!: number | null;

  @Column('int', { name: 'output_tokens', nullable: true })
  outputTokens!: number | null;

  @Column('bigint', { name: 'cost_nano_usd', nullable: true, transformer: bigintColumn })
  costNanoUsd!: bigint | null;
}
