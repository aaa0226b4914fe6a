import { Injectable } from '@nestjs/common';
import type { TenantTransaction } from '@konstruct/platform';
import type { CallDate } from './call-date';

/** Blocks are this large at most, and a small part of what is left near the limit, so that a crash strands little. */
const LARGEST_BLOCK = 1_000;
const PARTS_OF_THE_REST = 200;

/** Enough for a limit that nobody has. */
const NO_LIMIT = 1_000_000_000_000;

/** What a process did with what it had taken. */
export interface CallReport {
  readonly made: number;
  readonly returned: number;
}

/** A block of calls that a process may let pass without asking. */
export interface CallBlock {
  readonly calls: number;
  /** What all processes have taken of the day so far. */
  readonly granted: number;
  readonly used: number;
  /** Whether this is the first of the day. */
  readonly isFirst: boolean;
}

const REST = 'GREATEST(0, $3::bigint - TAKEN)';
const SIZE = `LEAST(${REST}, ${LARGEST_BLOCK}, GREATEST(1, ${REST} / ${PARTS_OF_THE_REST}))`;
const FIRST = SIZE.replaceAll('TAKEN', '0');
const NEXT = SIZE.replaceAll('TAKEN', '(d.granted - $5::bigint)');

const TAKE = `
  INSERT INTO api_call_days AS d (tenant_id, day, granted, used, last_grant, ends_at) VALUES ($1, $2, ${FIRST}, 0, ${FIRST}, $6)
  ON CONFLICT (tenant_id, day) DO UPDATE SET
    granted = d.granted - $5::bigint + ${NEXT}, used = d.used + $4::bigint, last_grant = ${NEXT},
    ends_at = GREATEST(d.ends_at, EXCLUDED.ends_at)
  RETURNING last_grant, granted, used, (xmax = 0) AS is_first`;

/** Counts API calls in Postgres, a block at a time. */
@Injectable()
export class CallCountStore {
  /**
   * Reports what was made of the last block and takes the next one of the same day; empty when the limit is reached. All that was
   * taken never exceeds the limit.
   */
  async take(
    { manager, tenantId }: TenantTransaction,
    { date, resetsAt }: CallDate,
    limit: number | null,
    { made, returned }: CallReport,
  ): Promise<CallBlock> {
    const values = [tenantId, date, limit ?? NO_LIMIT, made, returned, resetsAt];
    const rows: { last_grant: number; granted: string; used: string; is_first: boolean }[] = await manager.query(
      TAKE,
      values,
    );
    const [row] = rows;
    if (!row) throw new Error('Postgres returned no count');
    const { last_grant: calls, granted, used, is_first: isFirst } = row;
    return { calls, granted: Number(granted), used: Number(used), isFirst };
  }

  /** Reports calls that were made, and gives back what is not needed. Answers how many were made on the day. */
  async report({ manager, tenantId }: TenantTransaction, day: string, { made, returned }: CallReport): Promise<number> {
    const [rows]: [{ used: string }[], number] = await manager.query(
      'UPDATE api_call_days SET used = used + $3, granted = granted - $4 WHERE tenant_id = $1 AND day = $2 RETURNING used',
      [tenantId, day, made, returned],
    );
    return Number(rows[0]?.used ?? 0);
  }

  /** The day that was begun last; null before the first. */
  async lastDay({ manager, tenantId }: TenantTransaction): Promise<CallDate | null> {
    const rows: CallDate[] = await manager.query(
      `SELECT day::text AS date, ends_at AS "resetsAt" FROM api_call_days
       WHERE tenant_id = $1 AND ends_at IS NOT NULL ORDER BY day DESC LIMIT 1`,
      [tenantId],
    );
    return rows[0] ?? null;
  }

  /** Calls made on the days from the first to the last, both included. */
  async usedBetween({ manager, tenantId }: TenantTransaction, first: string, last: string): Promise<number> {
    const rows: { used: string }[] = await manager.query(
      'SELECT coalesce(sum(used), 0) AS used FROM api_call_days WHERE tenant_id = $1 AND day BETWEEN $2 AND $3',
      [tenantId, first, last],
    );
    return Number(rows[0]?.used ?? 0);
  }
}
