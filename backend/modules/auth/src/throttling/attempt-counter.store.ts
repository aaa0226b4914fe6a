import { Injectable } from '@nestjs/common';
import type { Transaction } from '@konstruct/platform';
import type { AttemptCount, AttemptLimit } from './attempt-limit';

const PURGE_AT_ONCE = 20;

/** Counts attempts in Postgres, so that the count is exact however many processes serve. */
@Injectable()
export class AttemptCounterStore {
  /** Adds an attempt and returns the count; a window that has ended starts anew. Concurrent attempts wait for each other. */
  async add({ manager }: Transaction, { kind, subject, windowMs }: AttemptLimit, now: Date): Promise<AttemptCount> {
    const rows: AttemptCount[] = await manager.query(
      `INSERT INTO attempt_counters AS c (kind, subject, attempts, window_ends_at) VALUES ($1, $2, 1, $4)
       ON CONFLICT (kind, subject) DO UPDATE SET
         attempts = CASE WHEN c.window_ends_at <= $3 THEN 1 ELSE c.attempts + 1 END,
         window_ends_at = CASE WHEN c.window_ends_at <= $3 THEN EXCLUDED.window_ends_at ELSE c.window_ends_at END
       RETURNING attempts, window_ends_at AS "windowEndsAt"`,
      [kind, subject, now, new Date(now.getTime() + windowMs)],
    );
    const [count] = rows;
    if (!count) throw new Error('Postgres returned no counter');
    return count;
  }

  async reset({ manager }: Transaction, { kind, subject }: AttemptLimit): Promise<void> {
    await manager.query('DELETE FROM attempt_counters WHERE kind = $1 AND subject = $2', [kind, subject]);
  }

  async takeBack({ manager }: Transaction, { kind, subject }: AttemptLimit): Promise<void> {
    await manager.query(
      'UPDATE attempt_counters SET attempts = attempts - 1 WHERE kind = $1 AND subject = $2 AND attempts > 0',
      [kind, subject],
    );
  }

  /** Deletes a few counters whose window has ended, so that the table stays as small as the traffic. */
  async purge({ manager }: Transaction, now: Date): Promise<void> {
    await manager.query(
      `DELETE FROM attempt_counters WHERE (kind, subject) IN (
         SELECT kind, subject FROM attempt_counters WHERE window_ends_at <= $1
         ORDER BY window_ends_at LIMIT ${PURGE_AT_ONCE} FOR UPDATE SKIP LOCKED)`,
      [now],
    );
  }
}
