import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ChannelKind } from '@konstruct/channels';

/** Where a conversation stands: a person waits, the agent writes, all is answered, or the last answer failed. */
export type ConversationState = 'waiting' | 'answering' | 'answered' | 'failed';

/** Why a conversation needs a person: whoever writes seems to be another automation. */
export type PersonReason = 'loop';

/** The thread key of a direct conversation outside any thread. */
export const DIRECT_THREAD = 'direct';

/** One exchange between people and an agent in one place of a channel. */
@Entity('conversations')
export class Conversation {
  @PrimaryColumn('uuid', { name: 'tenant_id' })
  tenantId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'connection_id' })
  connectionId!: string;

  @Column('uuid', { name: 'agent_id' })
  agentId!: string;

  @Column('text', { name: 'channel_kind' })
  channelKind!: ChannelKind;

  /** The provider's id of the channel or direct conversation. */
  @Column('text', { name: 'external_channel_id' })
  externalChannelId!: string;

  /** The root message of the thread, or DIRECT_THREAD. */
  @Column('text', { name: 'thread_key' })
  threadKey!: string;

  /** In which its messages are worked on, one after the other; written by Postgres, see lane.ts. */
  @Column({ type: 'text', insert: false, update: false })
  lane!: string;

  /** Where it takes place, for people: "#support" or "Direct message". */
  @Column('text')
  place!: string;

  @Column('boolean', { name: 'is_direct' })
  isDirect!: boolean;

  @Column('text', { name: 'contact_id', nullable: true })
  contactId!: string | null;

  @Column('text', { name: 'contact_name' })
  contactName!: string;

  @Column('text')
  state!: ConversationState;

  @Column('timestamptz', { name: 'last_message_at' })
  lastMessageAt!: Date;

  @Column('text', { name: 'last_message_preview' })
  lastMessagePreview!: string;

  @Column('int', { name: 'message_count' })
  messageCount!: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  /** The person who answers here instead of the agent; null while the agent does. */
  @Column('uuid', { name: 'taken_over_by', nullable: true })
  takenOverBy!: string | null;

  /** As the person was called then, since people can leave the business. */
  @Column('text', { name: 'taken_over_by_name', nullable: true })
  takenOverByName!: string | null;

  @Column('timestamptz', { name: 'taken_over_at', nullable: true })
  takenOverAt!: Date | null;

  /** Answers in a row, each to a message that came within seconds of the answer before. */
  @Column({ type: 'int', name: 'quick_answers', insert: false, update: false })
  quickAnswers!: number;

  /** Why the employee waits for a person here, who has not come yet; null while it does not. */
  @Column('text', { name: 'needs_person_for', nullable: true })
  needsPersonFor!: PersonReason | null;
}
