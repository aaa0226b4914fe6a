import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { Clock, Database, type RequestContext, type Transaction } from '@konstruct/platform';
import type { Person } from '@konstruct/tenants';
import { AuthError } from '../auth.errors';
import { contextOf } from '../access/principal';
import type { Client } from '../client';
import { PersonalTrail } from '../personal-trail';
import { SecondFactorCheck } from '../second-factor/second-factor-check';
import { RefreshTokenStore } from './refresh-token.store';
import { hashOfToken, mintSecretToken } from './secret-token';
import { SessionKeeper } from './session-keeper';
import type { LiveSession } from './session.store';

/** What an API client gets. */
export interface IssuedTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

type Refresh =
  | { readonly outcome: 'refreshed'; readonly session: LiveSession; readonly refreshToken: string }
  | { readonly outcome: 'reused'; readonly session: LiveSession }
  | { readonly outcome: 'invalid' };

/**
 * Issues access and refresh tokens to API clients. A refresh token works once. A second use means that two parties hold it,
 * and since nobody can tell which is the thief, the whole session ends.
 */
@Injectable()
export class TokenIssuer {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly jwt: JwtService,
    private readonly sessions: SessionKeeper,
    private readonly refreshTokens: RefreshTokenStore,
    private readonly secondFactors: SecondFactorCheck,
    private readonly trail: PersonalTrail,
  ) {}

  /** The password was right; with two-step sign-in the code has to be as well. */
  async issue(cause: RequestContext, person: Person, code: string | null, client: Client): Promise<IssuedTokens> {
    const isProven = code !== null && (await this.secondFactors.verify(cause, person, code, client));
    const { sessionId, refreshToken } = await this.database.outsideTenants(cause, async (transaction) => {
      const isNeeded = !isProven && (await this.secondFactors.isNeeded(transaction, person.id));
      if (isNeeded) throw new AuthError(code === null ? 'second_factor_required' : 'second_factor_refused');
      const id = await this.sessions.openForApi(transaction, person, client);
      return { sessionId: id, refreshToken: await this.mint(transaction, id) };
    });
    await this.trail.record(contextOf(cause, person), {
      event_type: 'user.signed_in',
      summary: `${person.name} signed in through the API.`,
    });
    await this.recordIssuance(contextOf(cause, person), person);
    return { accessToken: await this.sign(person, sessionId), refreshToken };
  }

  async refresh(cause: RequestContext, token: string): Promise<IssuedTokens> {
    const refresh = await this.database.outsideTenants(cause, (transaction) =>
      this.use(transaction, hashOfToken(token)),
    );
    if (refresh.outcome === 'refreshed') {
      const { session, refreshToken } = refresh;
      await this.recordIssuance(contextOf(cause, session.person), session.person);
      return { accessToken: await this.sign(session.person, session.id), refreshToken };
    }
    if (refresh.outcome === 'reused') {
      const { person } = refresh.session;
      await this.trail.record(contextOf(cause, person), {
        event_type: 'user.refresh_token_reused',
        summary: `A refresh token of ${person.name} was used twice; the session was ended.`,
      });
    }
    throw new AuthError('refresh_token_invalid');
  }

  /** Issuances are metered: billing counts these events. */
  private recordIssuance(context: RequestContext, { name }: Person): Promise<void> {
    return this.trail.record(context, { event_type: 'token.issued', summary: `${name} got an access token.` });
  }

  /** Returns instead of throwing: the end of a session after reuse has to be committed. */
  private async use(transaction: Transaction, tokenHash: Buffer): Promise<Refresh> {
    const now = this.clock.now();
    const known = await this.refreshTokens.findForUse(transaction, tokenHash);
    const session = known && (await this.sessions.useApiSession(transaction, known.sessionId));
    if (!known || !session) return { outcome: 'invalid' };
    if (known.usedAt) {
      await this.sessions.endInTransaction(transaction, session);
      return { outcome: 'reused', session };
    }
    await this.refreshTokens.markUsed(transaction, tokenHash, now);
    return { outcome: 'refreshed', session, refreshToken: await this.mint(transaction, session.id) };
  }

  private async mint(transaction: Transaction, sessionId: string): Promise<string> {
    const { token, tokenHash } = mintSecretToken();
    await this.refreshTokens.insert(transaction, tokenHash, sessionId, this.clock.now());
    return token;
  }

  private sign(person: Person, sessionId: string): Promise<string> {
    return this.jwt.signAsync({ sub: person.id, sid: sessionId });
  }
}
