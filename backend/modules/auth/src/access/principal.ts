import type { AuthorizedRequest, RequestContext, UserContext } from '@konstruct/platform';
import type { Person } from '@konstruct/tenants';

/** Who a request comes from, and by what it was recognised. */
export interface Principal {
  readonly person: Person;
  readonly sessionId: string;
  readonly via: 'session_cookie' | 'access_token';
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
