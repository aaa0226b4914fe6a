import { Injectable } from '@nestjs/common';
import {
  Clock,
  Database,
  RequestError,
  decodeCursor,
  newId,
  pageLimit,
  type PageQuery,
  type RequestContext,
  type Transaction,
  type UserContext,
} from '@konstruct/platform';
import type { Person } from '@konstruct/tenants';
import { isUUID } from 'class-validator';
import { PersonalTrail } from '../personal-trail';
import type { Client } from '../client';
import { hashOfToken, mintSecretToken } from './secret-token';
import { expiryOf, isTouchDue } from './session-lifetime';
import type { Session } from './session.entity';
import { SessionStore, type LiveSession, type Recognised, type SessionMark } from './session.store';

/** A browser session that was just opened; the token exists only here and in the cookie. */
export interface OpenedSession {
  readonly sessionId: string;
  readonly token: string;
}

/** Opens, recognises and ends sessions. */
@Injectable()
export class SessionKeeper {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly sessions: SessionStore,
    private readonly trail: PersonalTrail,
  ) {}

  /** Always a new token; a session that the browser brought along ends, so that nobody can plant one (fixation). */
  async openInBrowser(transaction: Transaction, person: Person, client: Client): Promise<OpenedSession> {
    const { token, tokenHash } = mintSecretToken();
    if (client.sessionToken) await this.sessions.removeByToken(transaction, hashOfToken(client.sessionToken));
    return { sessionId: await this.open(transaction, person, client, { kind: 'browser', tokenHash }), token };
  }

  openForApi(transaction: Transaction, person: Person, client: Client): Promise<string> {
    return this.open(transaction, person, client, { kind: 'api', tokenHash: null });
  }

  /** The live session of a request, read each time: signing out, revoking and removal count at once. */
  async recognise(cause: RequestContext, mark: SessionMark, tenantId: string | null): Promise<Recognised | null> {
    const now = this.clock.now();
    const recognised = await this.sessions.recognise(mark, now, tenantId);
    if (recognised && isTouchDue(recognised.session.lastSeenAt, now))
      await this.database.outsideTenants(cause, (transaction) => this.inUse(transaction, recognised.session));
    return recognised;
  }

  /** The live session that a refresh token belongs to, in the transaction that uses the token up. */
  async useApiSession(transaction: Transaction, sessionId: string): Promise<LiveSession | null> {
    const session = await this.sessions.findApiSession(transaction, sessionId, this.clock.now());
    return this.inUse(transaction, session);
  }

  /** One more session than the page holds, so that the caller sees whether another page follows. */
  list(caller: UserContext, query: PageQuery): Promise<Session[]> {
    const [before] = decodeCursor(query.cursor, 1) ?? [null];
    if (before !== null && !isUUID(before)) throw new RequestError('invalid_cursor');
    return this.database.outsideTenants(caller, (transaction) =>
      this.sessions.list(transaction, caller.userId, this.clock.now(), before ?? null, pageLimit(query) + 1),
    );
  }

  async signOut(caller: UserContext): Promise<void> {
    await this.end(caller, caller.sessionId);
    await this.trail.record(caller, { event_type: 'user.signed_out', summary: `${caller.actor.name} signed out.` });
  }

  async revoke(caller: UserContext, sessionId: string): Promise<void> {
    const hasEnded = await this.end(caller, sessionId);
    if (!hasEnded) throw new RequestError('not_found');
    await this.trail.record(caller, {
      event_type: 'user.session_revoked',
      summary: `${caller.actor.name} ended one of their own sessions.`,
    });
  }

  async endInTransaction(transaction: Transaction, session: LiveSession): Promise<void> {
    await this.sessions.remove(transaction, session.person.id, session.id);
  }

  /** Ends every other session of a person; the caller says why in the trail. */
  endOthers(transaction: Transaction, { userId, sessionId }: UserContext): Promise<number> {
    return this.sessions.removeOthers(transaction, userId, sessionId);
  }

  private async open(
    transaction: Transaction,
    person: Person,
    client: Client,
    { kind, tokenHash }: Pick<Session, 'kind' | 'tokenHash'>,
  ): Promise<string> {
    const id = newId();
    const now = this.clock.now();
    await this.sessions.insert(transaction, {
      id,
      userId: person.id,
      kind,
      tokenHash,
      userAgent: client.userAgent,
      ipAddress: client.address,
      createdAt: now,
      lastSeenAt: now,
      expiresAt: expiryOf(now, now),
    });
    await this.sessions.purge(transaction, now);
    return id;
  }

  /** Using a session moves its end. */
  private async inUse(transaction: Transaction, session: LiveSession | null): Promise<LiveSession | null> {
    const now = this.clock.now();
    if (session && isTouchDue(session.lastSeenAt, now)) {
      await this.sessions.touch(transaction, session.id, now, expiryOf(session.createdAt, now));
    }
    return session;
  }

  private end(caller: UserContext, sessionId: string): Promise<boolean> {
    return this.database.outsideTenants(caller, (transaction) =>
      this.sessions.remove(transaction, caller.userId, sessionId),
    );
  }
}
