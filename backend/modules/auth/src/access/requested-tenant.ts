import { isUUID } from 'class-validator';

/** The parts of a request in which a tenant can be named. */
export interface TenantSources {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/**
 * The tenant that a request is about: `tenant_id` of the path, else of the query, else of the body. The first that is
 * present counts, whatever it holds; null when there is none or it is no UUID.
 */
export function requestedTenant({ params, query, body }: TenantSources): string | null {
  for (const source of [params, query, body]) {
    if (typeof source !== 'object' || source === null || !('tenant_id' in source)) continue;
    return isUUID(source.tenant_id) ? (source.tenant_id as string).toLowerCase() : null;
  }
  return null;
}
