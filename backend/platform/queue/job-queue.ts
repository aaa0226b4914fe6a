import { Injectable } from '@nestjs/common';
import type { Transaction } from '../database/database';

/** A job to be done after the transaction commits. */
export interface JobRequest {
  readonly name: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Jobs of one key that still wait are one job. A job already running is followed by a second one. */
  readonly key?: string;
  readonly delayMs?: number;
  readonly maxAttempts?: number;
  /** Keep the time of a waiting job of the same key instead of moving it. */
  readonly keepTime?: boolean;
}

const MAXIMUM_ATTEMPTS = 25;

/**
 * Planned anew each time: a plan that was made while the queue was empty reads the whole queue, however long it has grown, and whoever
 * acknowledges a webhook would wait for that.
 */
const ADD_JOBS = `
  SELECT 1 FROM (SELECT set_config('plan_cache_mode', 'force_custom_plan', true) AS mode OFFSET 0) AS planning
  CROSS JOIN LATERAL graphile_worker.add_jobs(CASE WHEN planning.mode IS NOT NULL THEN ARRAY(
    SELECT (name, payload, NULL, now() + delay_ms * interval '1 millisecond', max_attempts, job_key, NULL, NULL)::graphile_worker.job_spec
    FROM json_to_recordset($1::json) AS job(name text, payload json, delay_ms integer, max_attempts smallint, job_key text)) END)`;

/**
 * Enqueues jobs in the same transaction as the write that causes them, so that neither exists without the other.
 * Payloads carry ids, never message texts or secrets.
 */
@Injectable()
export class JobQueue {
  async enqueue(transaction: Transaction, job: JobRequest): Promise<void> {
    await transaction.manager.query(
      `SELECT 1 FROM graphile_worker.add_job($1, $2::json, run_at => now() + $3 * interval '1 millisecond', max_attempts => $4, job_key => $5, job_key_mode => $6)`,
      [
        job.name,
        JSON.stringify(job.payload),
        job.delayMs ?? 0,
        job.maxAttempts ?? MAXIMUM_ATTEMPTS,
        job.key ?? null,
        job.keepTime ? 'preserve_run_at' : 'replace',
      ],
    );
  }

  /** Whether a worker is at the job of this key at this moment, as against the job waiting, having been given up, or not being there. */
  async isAtWork({ manager }: Transaction, key: string): Promise<boolean> {
    const rows: unknown[] = await manager.query(
      'SELECT 1 FROM graphile_worker._private_jobs WHERE key = $1 AND locked_at IS NOT NULL',
      [key],
    );
    return rows.length > 0;
  }

  /** Several in one round trip. Jobs that share a key, or keep a time, go one by one. */
  async enqueueAll(transaction: Transaction, jobs: readonly Omit<JobRequest, 'keepTime'>[]): Promise<void> {
    if (jobs.length === 0) return;
    const specs = jobs.map(({ name, payload, delayMs = 0, maxAttempts = MAXIMUM_ATTEMPTS, key = null }) => ({
      ...{ name, payload, delay_ms: delayMs, max_attempts: maxAttempts, job_key: key },
    }));
    await transaction.manager.query(ADD_JOBS, [JSON.stringify(specs)]);
  }
}
