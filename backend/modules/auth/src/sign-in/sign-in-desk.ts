import { Injectable } from '@nestjs/common';
import { Database, type RequestContext } from '@konstruct/platform';
import type { Person } from '@konstruct/tenants';
import { contextOf } from '../access/principal';
import type { Client } from '../client';
import { PersonalTrail } from '../personal-trail';
import { SecondFactorCheck } from '../second-factor/second-factor-check';
import { SessionKeeper, type OpenedSession } from '../sessions/session-keeper';
import { SignInChallenges, type SignInChallenge } from './sign-in-challenges';
import type { SignedIn } from './signed-in';

/** Opens a browser session for somebody who showed all that their account asks for. */
@Injectable()
export class SignInDesk {
  constructor(
    private readonly database: Database,
    private readonly sessions: SessionKeeper,
    private readonly secondFactors: SecondFactorCheck,
    private readonly challenges: SignInChallenges,
    private readonly trail: PersonalTrail,
  ) {}

  /** The password was right: a session, or a challenge where a code is needed as well. */
  async signIn(cause: RequestContext, person: Person, client: Client): Promise<SignedIn | SignInChallenge> {
    const opened = await this.database.outsideTenants(cause, async (transaction) => {
      const isCodeNeeded = await this.secondFactors.isNeeded(transaction, person.id);
      return isCodeNeeded ? null : this.sessions.openInBrowser(transaction, person, client);
    });
    return opened ? this.welcome(cause, person, opened) : this.challenges.issue(person.id);
  }

  /** The code was right too. */
  async completeSignIn(cause: RequestContext, person: Person, client: Client): Promise<SignedIn> {
    const opened = await this.database.outsideTenants(cause, (transaction) =>
      this.sessions.openInBrowser(transaction, person, client),
    );
    return this.welcome(cause, person, opened);
  }

  /** The trail is written before the token leaves: no session is used that left no trace. */
  private async welcome(cause: RequestContext, person: Person, opened: OpenedSession): Promise<SignedIn> {
    await this.trail.record(contextOf(cause, person), {
      event_type: 'user.signed_in',
      summary: `${person.name} signed in to the portal.`,
    });
    return { person, ...opened };
  }
}
