import { SlackApiError } from '../slack-api-error';

const PREFIX = 'next:';

/** A page of `items` and the cursor of the next one: opaque, as Slack's are, and empty at the end. */
export function page<TItem>(
  items: TItem[],
  request: { cursor: string | undefined; limit: number | undefined; defaultLimit: number; maxLimit: number },
  keyOf: (item: TItem) => string,
): { items: TItem[]; nextCursor: string } {
  const limit = request.limit ?? request.defaultLimit;
  if (limit < 1 || limit > request.maxLimit) throw new SlackApiError('invalid_limit');
  const start = request.cursor ? startAt(items, request.cursor, keyOf) : 0;
  const next = items[start + limit];
  return {
    items: items.slice(start, start + limit),
    nextCursor: next === undefined ? '' : Buffer.from(`${PREFIX}${keyOf(next)}`).toString('base64'),
  };
}

function startAt<TItem>(items: TItem[], cursor: string, keyOf: (item: TItem) => string): number {
  const decoded = Buffer.from(cursor, 'base64').toString('utf8');
  const index = items.findIndex((item) => `${PREFIX}${keyOf(item)}` === decoded);
  if (index < 0) throw new SlackApiError('invalid_cursor');
  return index;
}
