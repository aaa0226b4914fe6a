import { Injectable } from '@nestjs/common';
import { Database, RequestError, newId, type FieldProblem, type RequestContext } from '@konstruct/platform';
import { InvitationRedeemer, type OpenInvitation, type Person } from '@konstruct/tenants';
import type { Principal } from '../access/principal';
import { AuthError } from '../auth.errors';
import type { Client } from '../client';
import { Accounts } from '../passwords/accounts';
import { SessionKeeper } from '../sessions/session-keeper';
import type { AcceptInvitationRequest } from './accept-invitation.dto';
import type { SignedIn } from './signed-in';

/** Lets the holder of an invitation's link in: as the signed-in person, or as a new one. */
@Injectable()
export class InvitationAcceptance {
  constructor(
    private readonly database: Database,
    private readonly redeemer: InvitationRedeemer,
    private readonly accounts: Accounts,
    private readonly sessions: SessionKeeper,
  ) {}

  async accept(
    cause: RequestContext,
    request: AcceptInvitationRequest,
    principal: Principal | null,
    client: Client,
  ): Promise<SignedIn> {
    const invitation = await this.redeemer.look(cause, request.token);
    if (principal) return this.joinAs(cause, invitation, principal);
    return this.joinAsNewPerson(cause, invitation, request, client);
  }

  private async joinAs(cause: RequestContext, invitation: OpenInvitation, principal: Principal): Promise<SignedIn> {
    const { person, sessionId } = principal;
    await this.database.inTenant(this.redeemer.contextFor(invitation, person, cause), (transaction) =>
      this.redeemer.redeem(transaction, invitation.token, person),
    );
    return { person, sessionId, token: null };
  }

  private async joinAsNewPerson(
    cause: RequestContext,
    invitation: OpenInvitation,
    request: AcceptInvitationRequest,
    client: Client,
  ): Promise<SignedIn> {
    if (await this.accounts.hasAccount(cause, invitation.email)) throw new AuthError('sign_in_to_accept');
    const { name, password } = requiredOfNewPerson(request);
    this.accounts.assertAcceptable(password, invitation.email);
    const passwordHash = await this.accounts.hash(password);
    const person: Person = { id: newId(), email: invitation.email, name };
    return this.database.inTenant(this.redeemer.contextFor(invitation, person, cause), async (transaction) => {
      await this.accounts.register(transaction, person, passwordHash);
      await this.redeemer.redeem(transaction, invitation.token, person);
      return { person, ...(await this.sessions.openInBrowser(transaction, person, client)) };
    });
  }
}

function requiredOfNewPerson({ name, password }: AcceptInvitationRequest): { name: string; password: string } {
  if (name !== undefined && password !== undefined) return { name, password };
  const fields: FieldProblem[] = [];
  if (name === undefined) fields.push({ pointer: '/name', detail: 'name is needed to create your account' });
  if (password === undefined)
    fields.push({ pointer: '/password', detail: 'password is needed to create your account' });
  throw new RequestError('validation_failed', { fields });
}
