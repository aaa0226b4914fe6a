import { invalidRequest, notImplemented } from '../stripe-error';

/** One part of a query, such as `email:"a@b.test"` or `metadata['tenant_id']:"…"`. */
export interface SearchClause {
  field: string;
  key: string | null;
  value: string;
}

const CLAUSE = /^(?:(\w+)(?:\[["']([^"']+)["']\])?)\s*:\s*["'](.*)["']$/;

/** Stripe's query language as far as equality and AND go. */
export function parseSearch(query: string): SearchClause[] {
  if (query.trim() === '') throw invalidRequest('Missing required param: query.', 'query', 'parameter_missing');
  if (/\bOR\b|[<>~]|^-/.test(query)) throw notImplemented('searching with anything but equality and AND', 'query');
  return query.split(/\s+AND\s+/).map((part) => {
    const match = CLAUSE.exec(part.trim());
    const [, field, key, value] = match ?? [];
    if (field === undefined || value === undefined)
      throw invalidRequest(`The query could not be understood: ${part}`, 'query');
    return { field, key: key ?? null, value };
  });
}

export function matchesSearch(item: Record<string, unknown>, clauses: SearchClause[]): boolean {
  return clauses.every(({ field, key, value }) => {
    const found = key === null ? item[field] : (item[field] as Record<string, unknown> | undefined)?.[key];
    return typeof found === 'string' && found === value;
  });
}
