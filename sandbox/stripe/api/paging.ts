import { invalidRequest, resourceMissing } from '../stripe-error';
import type { StripeList } from '../state/stripe-objects';

export const PAGING = {
  limit: 'integer',
  starting_after: 'string',
  ending_before: 'string',
  expand: ['string'],
} as const;
export const CREATED = { created: { gt: 'integer', gte: 'integer', lt: 'integer', lte: 'integer' } } as const;

export interface Paging {
  limit?: number;
  starting_after?: string;
  ending_before?: string;
}

interface Range {
  gt?: number;
  gte?: number;
  lt?: number;
  lte?: number;
}

const DEFAULT_LIMIT = 10;
const MAX_LIMIT = 100;

export function checkedLimit(limit = DEFAULT_LIMIT): number {
  if (limit < 1 || limit > MAX_LIMIT) throw invalidRequest(`limit must be between 1 and ${MAX_LIMIT}.`, 'limit');
  return limit;
}

/** A page of a list that Stripe shows newest first. */
export function page<TItem extends { id: string }>(
  oldestFirst: TItem[],
  paging: Paging,
  url: string,
): StripeList<TItem> {
  const items = [...oldestFirst].reverse();
  const limit = checkedLimit(paging.limit);
  const place = (id: string, param: string) => {
    const index = items.findIndex((item) => item.id === id);
    if (index === -1) throw resourceMissing('object', id, param);
    return index;
  };
  if (paging.ending_before !== undefined) {
    const end = place(paging.ending_before, 'ending_before');
    const start = Math.max(0, end - limit);
    return { object: 'list', data: items.slice(start, end), has_more: start > 0, url };
  }
  const start = paging.starting_after === undefined ? 0 : place(paging.starting_after, 'starting_after') + 1;
  return { object: 'list', data: items.slice(start, start + limit), has_more: start + limit < items.length, url };
}

export function isWithin(created: number, range: Range | undefined): boolean {
  if (!range) return true;
  const { gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity } = range;
  return created > gt && created >= gte && created < lt && created <= lte;
}
