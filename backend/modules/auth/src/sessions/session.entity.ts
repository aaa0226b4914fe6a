import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * One place where a person is signed in: a browser with a cookie, or an API client with a family of refresh tokens.
 * Revoking deletes it, and everything that hangs on it stops working at once.
 */
@Entity('sessions')
export class Session {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'user_id' })
  userId!: string;

  @Column('text')
  kind!: 'browser' | 'api';

  /** SHA-256 of the cookie; null for API clients, whose refresh tokens have rows of their own. */
  @Column('bytea', { name: 'token_hash', nullable: true, unique: true })
  tokenHash!: Buffer | null;

  @Column('text', { name: 'user_agent' })
  userAgent!: string;

  @Column('text', { name: 'ip_address' })
  ipAddress!: string;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'last_seen_at', precision: 3 })
  lastSeenAt!: Date;

  @Column({ type: 'timestamptz', name: 'expires_at', precision: 3 })
  expiresAt!: Date;
}
