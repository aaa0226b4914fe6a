import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Person } from '@konstruct/tenants';
import { AuthError } from '../auth.errors';
import type { AuthenticatedRequest, Principal } from './principal';

/** The caller of a public route that recognises callers; null for nobody. */
export const MaybePrincipal = createParamDecorator(
  (_: unknown, context: ExecutionContext): Principal | null =>
    context.switchToHttp().getRequest<AuthenticatedRequest>().user ?? null,
);

/** The caller of a `@SignedIn` route with what they were recognised by. */
export const CurrentPrincipal = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  const { user } = context.switchToHttp().getRequest<AuthenticatedRequest>();
  if (!user) throw new Error('CurrentPrincipal used on a public route');
  return user;
});

/** The person whose password PasswordGuard checked; null when the request brought none. */
export const VerifiedPerson = createParamDecorator(
  (_: unknown, context: ExecutionContext): Person | null =>
    context.switchToHttp().getRequest<AuthenticatedRequest<Person>>().user ?? null,
);

/** Refuses where a password was needed and none was checked. */
export function assertVerified(person: Person | null): Person {
  if (!person) throw new AuthError('invalid_credentials');
  return person;
}
