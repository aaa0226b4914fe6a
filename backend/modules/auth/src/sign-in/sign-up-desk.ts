import { Injectable } from '@nestjs/common';
import { AuditLog } from '@konstruct/audit';
import { Database, newId, type RequestContext } from '@konstruct/platform';
import { TenantFounder, type Person } from '@konstruct/tenants';
import type { Client } from '../client';
import { Accounts } from '../passwords/accounts';
import { SessionKeeper } from '../sessions/session-keeper';
import { Throttle } from '../throttling/throttle';
import type { SignUpRequest } from './sign-in.dto';
import type { SignedIn } from './signed-in';

/** Turns a stranger into the owner of a business: person, business, membership and session in one transaction. */
@Injectable()
export class SignUpDesk {
  constructor(
    private readonly database: Database,
    private readonly throttle: Throttle,
    private readonly accounts: Accounts,
    private readonly founder: TenantFounder,
    private readonly sessions: SessionKeeper,
    private readonly audit: AuditLog,
  ) {}

  async signUp(cause: RequestContext, request: SignUpRequest, client: Client): Promise<SignedIn> {
    this.accounts.assertAcceptable(request.password, request.email);
    await this.throttle.countSignUp(cause, client.address);
    const passwordHash = await this.accounts.hash(request.password);
    const person: Person = { id: newId(), email: request.email, name: request.name };
    const context = this.founder.contextFor({ userId: person.id, name: person.name, requestId: cause.requestId });
    return this.database.inTenant(context, async (transaction) => {
      await this.accounts.register(transaction, person, passwordHash);
      await this.founder.found(transaction, person.id, { name: request.business_name, timeZone: request.time_zone });
      await this.audit.record(transaction, {
        event_type: 'user.signed_up',
        subject: { type: 'user', id: person.id, name: person.name },
        summary: `${person.name} signed up.`,
      });
      return { person, ...(await this.sessions.openInBrowser(transaction, person, client)) };
    });
  }
}
