import type { Role } from '@konstruct/contracts';
import type { AuthorizedRequest, RequestContext, UserContext } from '@konstruct/platform';
import type { Person } from '@konstruct/tenants';
import type { Recognised } from '../sessions/session.store';

/** Who a request comes from, and by what it was recognised. */
export interface Principal {
  readonly person: Person;
  readonly sessionId: string;
  readonly via: 'session_cookie' | 'access_token';
  /** In the business that the request is about; null when they are no member of it, or it is about none. */
  readonly role: Role | null;
}

/** What a strategy answers for a session that it found. */
export function toPrincipal({ session, role }: Recognised, via: Principal['via']): Principal {
  return { person: session.person, sessionId: session.id, via, role };
}

/** The request after a passport strategy has left what it found in `user`. */
export interface AuthenticatedRequest<User = Principal> extends AuthorizedRequest {
  user?: User | null;
}

/** The context of what a signed-in person does. */
export function userContextOf({ person, sessionId }: Principal, requestId: string | null): UserContext {
  return { requestId, userId: person.id, sessionId, actor: { kind: 'user', id: person.id, name: person.name } };
}

/** The context of what a person does who proved who they are in this very request. */
export function contextOf(cause: RequestContext, person: Person): RequestContext {
  return { requestId: cause.requestId, actor: { kind: 'user', id: person.id, name: person.name } };
}

/** The cause of a request before it is known who sent it. */
export function anonymousCause(requestId: string): RequestContext {
  return { requestId, actor: { kind: 'system', id: null, name: 'anonymous' } };
}
