import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { isUUID, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { RequestError } from '../errors/problem';

/** Query parameters of every list. */
export class PageQuery {
  @ApiPropertyOptional({ type: String, description: 'next_cursor of the page before.', example: 'WyIyMDI2LTExLTIxIl0' })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  cursor?: string;

  @ApiPropertyOptional({
    type: Number,
    minimum: 1,
    maximum: 100,
    default: 50,
    description: 'Entries per page.',
    example: 50,
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit?: number;
}

/** A page of a list as stores return it. */
export interface Page<T> {
  readonly items: T[];
  readonly next_cursor: string | null;
}

const DEFAULT_LIMIT = 50;

/** How many rows a list query takes. */
export function pageLimit(query: PageQuery): number {
  return query.limit ?? DEFAULT_LIMIT;
}

/** Packs the sort keys of the last row of a page. */
export function encodeCursor(keys: readonly string[]): string {
  return Buffer.from(JSON.stringify(keys)).toString('base64url');
}

/** Unpacks a cursor of the given number of keys; anything else is a 400. */
export function decodeCursor(cursor: string | undefined, length: number): string[] | null {
  if (cursor === undefined) return null;
  try {
    const keys: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(keys) && keys.length === length && keys.every((key) => typeof key === 'string')) return keys;
  } catch {
    // falls through to the same answer as a cursor of another list
  }
  throw new RequestError('invalid_cursor');
}

/** Unpacks the cursor of a list that is sorted by id alone. */
export function decodeIdCursor(cursor: string | undefined): string | null {
  const id = decodeCursor(cursor, 1)?.[0] ?? null;
  if (id !== null && !isUUID(id)) throw new RequestError('invalid_cursor');
  return id;
}

/** Cuts a page out of rows that were queried with one more than the limit. */
export function toPage<Row, View>(
  rows: readonly Row[],
  limit: number,
  keysOf: (row: Row) => string[],
  toView: (row: Row) => View,
): Page<View> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(toView),
    next_cursor: rows.length > limit && last !== undefined ? encodeCursor(keysOf(last)) : null,
  };
}
