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
        job.maxAttempts ?? 25,
        job.key ?? null,
        job.keepTime ? 'preserve_run_at' : 'replace',
      ],
    );
  }
}
