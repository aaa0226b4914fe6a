import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The kinds of channel that can be connected. */
export const CHANNEL_KINDS = ['slack', 'whatsapp'] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

/** connected: works; broken: somebody must connect it again; disconnected: somebody ended it. */
export type ConnectionStatus = 'connected' | 'broken' | 'disconnected';

/** A tenant's connection to one account of a provider: a Slack workspace, a WhatsApp number. It outlives disconnecting, so that reconnecting finds everything again. */
@Entity('channel_connections')
export class ChannelConnection {
  @PrimaryColumn('uuid', { name: 'tenant_id' })
  tenantId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  kind!: ChannelKind;

  @Column('text')
  status!: ConnectionStatus;

  /** The provider's id of the account: a Slack workspace, or the organisation when the app is installed on all of it. */
  @Column('text', { name: 'external_account_id' })
  externalAccountId!: string;

  @Column('text', { name: 'enterprise_id', nullable: true })
  enterpriseId!: string | null;

  @Column('text', { name: 'workspace_name' })
  workspaceName!: string;

  /** Slack's user that employees act as; channels without one have none. */
  @Column('text', { name: 'bot_user_id', nullable: true })
  botUserId!: string | null;

  @Column('text', { name: 'bot_id', nullable: true })
  botId!: string | null;

  @Column('text', { name: 'app_id', nullable: true })
  appId!: string | null;

  @Column('text', { array: true })
  scopes!: string[];

  @Column('uuid', { name: 'agent_id', nullable: true })
  agentId!: string | null;

  @Column('text', { name: 'bot_token_ciphertext', nullable: true })
  botTokenCiphertext!: string | null;

  @Column('text', { name: 'bot_token_key_id', nullable: true })
  botTokenKeyId!: string | null;

  @Column('text', { name: 'refresh_token_ciphertext', nullable: true })
  refreshTokenCiphertext!: string | null;

  @Column('text', { name: 'refresh_token_key_id', nullable: true })
  refreshTokenKeyId!: string | null;

  /** Null when the app does not rotate tokens. */
  @Column('timestamptz', { name: 'token_expires_at', nullable: true })
  tokenExpiresAt!: Date | null;

  /** Who renews the token right now, and until when others wait for it. */
  @Column('uuid', { name: 'refresh_lease_id', nullable: true })
  refreshLeaseId!: string | null;

  @Column('timestamptz', { name: 'refresh_lease_until', nullable: true })
  refreshLeaseUntil!: Date | null;

  /** WhatsApp: the number as people write it. */
  @Column('text', { name: 'phone_number', nullable: true })
  phoneNumber!: string | null;

  /** WhatsApp: how people take the number's messages, as Meta last said: GREEN, YELLOW, RED or UNKNOWN. */
  @Column('text', { name: 'quality_rating', nullable: true })
  qualityRating!: string | null;

  /** The provider's code; its words are in the provider's error table. */
  @Column('text', { name: 'broken_reason', nullable: true })
  brokenReason!: string | null;

  @Column('uuid', { name: 'connected_by', nullable: true })
  connectedBy!: string | null;

  @Column('timestamptz', { name: 'connected_at' })
  connectedAt!: Date;

  @Column('timestamptz', { name: 'disconnected_at', nullable: true })
  disconnectedAt!: Date | null;

  @Column('timestamptz', { name: 'last_event_at', nullable: true })
  lastEventAt!: Date | null;

  @Column('timestamptz', { name: 'last_sent_at', nullable: true })
  lastSentAt!: Date | null;

  /** Until when the provider's limit holds something of it back, see channel_limits; over once that time has passed. */
  @Column('timestamptz', { name: 'limited_until', nullable: true })
  limitedUntil!: Date | null;

  /** Sends and failures are counted for a day and then anew, so that an old failure does not stain forever. */
  @Column('timestamptz', { name: 'window_started_at' })
  windowStartedAt!: Date;

  @Column('integer', { name: 'window_sends' })
  windowSends!: number;

  @Column('integer', { name: 'window_failures' })
  windowFailures!: number;
}
