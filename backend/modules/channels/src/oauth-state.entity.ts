import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One attempt to connect a workspace: who began it, whether its state was used, and why it failed if it did. */
@Entity('oauth_states')
export class OauthState {
  @PrimaryColumn('uuid', { name: 'tenant_id' })
  tenantId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  /** The nonce itself travels through the browser and Slack; only its hash is stored. */
  @Column('bytea', { name: 'nonce_hash' })
  nonceHash!: Buffer;

  @Column('uuid', { name: 'user_id' })
  userId!: string;

  @Column('text', { name: 'user_name' })
  userName!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  @Column('timestamptz', { name: 'used_at', nullable: true })
  usedAt!: Date | null;

  @Column('text', { name: 'failure_code', nullable: true })
  failureCode!: string | null;

  @Column('text', { name: 'failure_detail', nullable: true })
  failureDetail!: string | null;
}
