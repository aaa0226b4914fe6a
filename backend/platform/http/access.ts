import { applyDecorators, createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { ApiBearerAuth, ApiCookieAuth, ApiExtension, ApiSecurity } from '@nestjs/swagger';
import type { Permission } from '@konstruct/contracts';
import type { FastifyRequest } from 'fastify';
import type { RequestContext, TenantContext, UserContext } from '../context';

/** What a route demands of its caller. Every route declares one; the global guard denies the rest. */
export type AccessRule =
  | { readonly kind: 'public'; readonly recognisesCaller: boolean }
  | { readonly kind: 'signed_in' }
  | { readonly kind: 'platform_admin' }
  | { readonly kind: 'tenant'; readonly permission: Permission };

/** Metadata key under which the guard and the route list find a route's rule. */
export const ACCESS_RULE = 'konstruct:access-rule';

/** The request as the access guard leaves it. */
export interface AuthorizedRequest extends FastifyRequest {
  requestContext?: RequestContext;
  userContext?: UserContext;
  tenantContext?: TenantContext;
}

/**
 * Anyone may call this route; say why in the controller's docstring. With `recognisesCaller` a session that is there is
 * read all the same, and `userContext` says whose.
 */
export function Public({ recognisesCaller = false } = {}): MethodDecorator & ClassDecorator {
  return applyDecorators(
    SetMetadata(ACCESS_RULE, { kind: 'public', recognisesCaller } satisfies AccessRule),
    ApiExtension('x-access', 'public'),
    ApiSecurity({}),
  );
}

/** Any signed-in person, outside a tenant. */
export function SignedIn(): MethodDecorator & ClassDecorator {
  return applyDecorators(
    SetMetadata(ACCESS_RULE, { kind: 'signed_in' } satisfies AccessRule),
    ApiExtension('x-access', 'signed-in'),
    ApiBearerAuth(),
    ApiCookieAuth(),
  );
}

/** A person who runs the installation, by the list in its settings; outside a tenant. */
export function PlatformAdminOnly(): MethodDecorator & ClassDecorator {
  return applyDecorators(
    SetMetadata(ACCESS_RULE, { kind: 'platform_admin' } satisfies AccessRule),
    ApiExtension('x-access', 'platform-admin'),
    ApiBearerAuth(),
    ApiCookieAuth(),
  );
}

/**
 * A member of the tenant whose role has the permission. The tenant is `tenant_id` of the path, else of the
 * query, else of the body; a caller who is no member gets 404, as if it did not exist.
 */
export function Requires(permission: Permission): MethodDecorator & ClassDecorator {
  return applyDecorators(
    SetMetadata(ACCESS_RULE, { kind: 'tenant', permission } satisfies AccessRule),
    ApiExtension('x-access', permission),
    ApiBearerAuth(),
    ApiCookieAuth(),
  );
}

/** Metadata key of routes whose answers are not kept for an Idempotency-Key. */
export const HOLDS_SECRET = 'konstruct:answer-holds-secret';

/** The answer of this route shows a secret once: it is never stored, and a repeat with the same Idempotency-Key is told so. */
export function AnswerHoldsSecret(): MethodDecorator {
  return SetMetadata(HOLDS_SECRET, true);
}

/** The tenant context that `@Requires` established. */
export const InTenant = createParamDecorator((_: unknown, context: ExecutionContext): TenantContext => {
  const { tenantContext } = context.switchToHttp().getRequest<AuthorizedRequest>();
  if (!tenantContext) throw new Error('InTenant used on a route without @Requires');
  return tenantContext;
});

/** The person that `@SignedIn` or `@Requires` established. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): UserContext => {
  const { userContext } = context.switchToHttp().getRequest<AuthorizedRequest>();
  if (!userContext) throw new Error('Caller used on a public route');
  return userContext;
});

/** The cause of a public request: its id and, as yet, nobody. */
export const Cause = createParamDecorator((_: unknown, context: ExecutionContext): RequestContext => {
  const request = context.switchToHttp().getRequest<AuthorizedRequest>();
  return request.requestContext ?? { requestId: request.id, actor: { kind: 'system', id: null, name: 'anonymous' } };
});
