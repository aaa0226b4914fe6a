import { Injectable } from '@nestjs/common';
import type { Role } from '@konstruct/contracts';
import { Database, type Transaction } from '@konstruct/platform';
import type { Person } from '@konstruct/tenants';
import { Not } from 'typeorm';
import { Session } from './session.entity';

/** A session that has not ended, with its person. */
export interface LiveSession {
  readonly id: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly person: Person;
}

/** What a request names its session by: one of the two. */
export interface SessionMark {
  readonly tokenHash: Buffer | null;
  readonly id: string | null;
}

/** A session, and the person's role in the business that the request is about; null when it is about none, or they are no member. */
export interface Recognised {
  readonly session: LiveSession;
  readonly role: Role | null;
}

interface SessionRow extends Person {
  readonly sessionId: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
}

const LIVE_SESSION = `SELECT s.id AS "sessionId", s.created_at AS "createdAt", s.last_seen_at AS "lastSeenAt", u.id, u.email, u.name
  FROM sessions s JOIN users u ON u.id = s.user_id`;
const PURGE_AT_ONCE = 20;

/** Reads and writes sessions, which belong to people and not to tenants. */
@Injectable()
export class SessionStore {
  constructor(private readonly database: Database) {}

  async insert({ manager }: Transaction, session: Session): Promise<void> {
    await manager.insert(Session, session);
  }

  /** By the hash of a cookie's token, or by the id that an access token names; with the person's role in a business, if one is asked for. */
  async recognise({ tokenHash, id }: SessionMark, now: Date, tenantId: string | null): Promise<Recognised | null> {
    const [row] = await this.database.ask<SessionRow & { role: Role | null }>({
      name: 'recognise_session',
      text: `SELECT session_id AS "sessionId", created_at AS "createdAt", last_seen_at AS "lastSeenAt", user_id AS id, email, name, role
        FROM recognise_session($1, $2, $3, $4)`,
      values: [tokenHash, id, now, tenantId],
    });
    const session = toLiveSession(row);
    return row && session ? { session, role: row.role } : null;
  }

  async findApiSession({ manager }: Transaction, id: string, now: Date): Promise<LiveSession | null> {
    const rows: SessionRow[] = await manager.query(
      `${LIVE_SESSION} WHERE s.id = $1 AND s.kind = 'api' AND s.expires_at > $2`,
      [id, now],
    );
    return toLiveSession(rows[0]);
  }

  /** Sessions of a person that have not ended, newest first. */
  list({ manager }: Transaction, userId: string, now: Date, before: string | null, take: number): Promise<Session[]> {
    const query = manager
      .createQueryBuilder(Session, 'session')
      .where('session.user_id = :userId AND session.expires_at > :now', { userId, now });
    if (before !== null) query.andWhere('session.id < :before', { before });
    return query.orderBy('session.id', 'DESC').limit(take).getMany();
  }

  async touch({ manager }: Transaction, id: string, now: Date, expiresAt: Date): Promise<void> {
    await manager.update(Session, { id }, { lastSeenAt: now, expiresAt });
  }

  /** False when the person has no such session. */
  async remove({ manager }: Transaction, userId: string, id: string): Promise<boolean> {
    const result = await manager.delete(Session, { id, userId });
    return result.affected === 1;
  }

  /** How many others there were. */
  async removeOthers({ manager }: Transaction, userId: string, keptId: string): Promise<number> {
    const result = await manager.delete(Session, { userId, id: Not(keptId) });
    return result.affected ?? 0;
  }

  async removeByToken({ manager }: Transaction, tokenHash: Buffer): Promise<void> {
    await manager.delete(Session, { tokenHash });
  }

  /** Deletes a few sessions that have ended, so that the table stays as small as the traffic. */
  async purge({ manager }: Transaction, now: Date): Promise<void> {
    await manager.query(
      `DELETE FROM sessions WHERE id IN (
         SELECT id FROM sessions WHERE expires_at <= $1 ORDER BY expires_at LIMIT ${PURGE_AT_ONCE} FOR UPDATE SKIP LOCKED)`,
      [now],
    );
  }
}

function toLiveSession(row: SessionRow | undefined): LiveSession | null {
  if (!row) return null;
  const { sessionId, createdAt, lastSeenAt, id, email, name } = row;
  return { id: sessionId, createdAt, lastSeenAt, person: { id, email, name } };
}
