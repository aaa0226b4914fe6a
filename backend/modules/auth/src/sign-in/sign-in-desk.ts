import { Injectable } from '@nestjs/common';
import { Database, type RequestContext } from '@konstruct/platform';
import type { Person } from '@konstruct/tenants';
import { contextOf } from '../access/principal';
import type { Client } from '../client';
import { PersonalTrail } from '../personal-trail';
import { SessionKeeper } from '../sessions/session-keeper';
import type { SignedIn } from './signed-in';

/** Opens a browser session for somebody whose password was right. */
@Injectable()
export class SignInDesk {
  constructor(
    private readonly database: Database,
    private readonly sessions: SessionKeeper,
    private readonly trail: PersonalTrail,
  ) {}

  /** The trail is written before the token leaves: no session is used that left no trace. */
  async signIn(cause: RequestContext, person: Person, client: Client): Promise<SignedIn> {
    const opened = await this.database.outsideTenants(cause, (transaction) =>
      this.sessions.openInBrowser(transaction, person, client),
    );
    await this.trail.record(contextOf(cause, person), {
      event_type: 'user.signed_in',
      summary: `${person.name} signed in to the portal.`,
    });
    return { person, ...opened };
  }
}
