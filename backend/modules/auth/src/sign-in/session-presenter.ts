import { Injectable } from '@nestjs/common';
import { Database, type RequestContext } from '@konstruct/platform';
import { MembershipStore, type Person } from '@konstruct/tenants';
import type { FastifyReply } from 'fastify';
import { PlatformAdmins } from '../access/platform-admins';
import { contextOf, type Principal } from '../access/principal';
import type { Client } from '../client';
import { SessionCookies } from '../sessions/session-cookies';
import { KnownDevices } from '../throttling/known-devices';
import { toChallengeView, type SignInChallengeView } from './second-step.dto';
import { toSessionView, type SessionView } from './session.dto';
import type { SignInChallenge } from './sign-in-challenges';
import type { SignedIn } from './signed-in';

/** Answers with a session: its cookies, and who is signed in with which businesses. */
@Injectable()
export class SessionPresenter {
  constructor(
    private readonly database: Database,
    private readonly memberships: MembershipStore,
    private readonly cookies: SessionCookies,
    private readonly devices: KnownDevices,
    private readonly platformAdmins: PlatformAdmins,
  ) {}

  /** A session that was just opened. */
  async welcome(cause: RequestContext, signedIn: SignedIn, client: Client, reply: FastifyReply): Promise<SessionView> {
    const { person, sessionId, token } = signedIn;
    const view = await this.show(cause, person, sessionId);
    if (token !== null) this.cookies.set(reply, sessionId, token);
    const isKnown = this.devices.recognise(client.deviceCookie, person.email) !== null;
    if (token !== null && !isKnown) this.cookies.setDevice(reply, this.devices.issue(person.email));
    return view;
  }

  /** No session yet: 202, and no cookie of any kind. */
  challenge(challenge: SignInChallenge, reply: FastifyReply): SignInChallengeView {
    void reply.status(202);
    return toChallengeView(challenge);
  }

  /** A session that goes on; a browser that lost its CSRF cookie gets it again. */
  current(cause: RequestContext, { person, sessionId, via }: Principal, reply: FastifyReply): Promise<SessionView> {
    if (via === 'session_cookie') this.cookies.setCsrf(reply, sessionId);
    return this.show(cause, person, sessionId);
  }

  private async show(cause: RequestContext, person: Person, sessionId: string): Promise<SessionView> {
    const memberships = await this.database.asUser(contextOf(cause, person), person.id, (transaction) =>
      this.memberships.listOfPerson(transaction, person.id),
    );
    return toSessionView(person, memberships, sessionId, await this.platformAdmins.includes(person.id));
  }
}
