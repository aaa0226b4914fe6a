import type { Role } from '@konstruct/contracts';

/** Who does something: a signed-in person, a provider's webhook, or the product itself. */
export interface Actor {
  readonly kind: 'user' | 'provider' | 'system';
  readonly id: string | null;
  readonly name: string;
}

/** What every step knows of its cause; the first argument of services, stores and audit. */
export interface RequestContext {
  readonly requestId: string | null;
  readonly actor: Actor;
}

/** A context inside one tenant. `role` is null when the product acts by itself. */
export interface TenantContext extends RequestContext {
  readonly tenantId: string;
  readonly role: Role | null;
}

/** The context of a signed-in person outside any tenant. */
export interface UserContext extends RequestContext {
  readonly userId: string;
  readonly sessionId: string;
}

/** A context for work that no person started: jobs, sweeps, reconciliation. */
export function systemContext(tenantId: string, name: string, requestId: string | null = null): TenantContext {
  return { tenantId, role: null, requestId, actor: { kind: 'system', id: null, name } };
}
