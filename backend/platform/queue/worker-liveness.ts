import { Inject, Injectable, Logger } from '@nestjs/common';
import { Client } from 'pg';
import { PLATFORM_SETTINGS } from '../config/tokens';
import type { PlatformSettings } from '../config/platform.config';
import { newId } from '../identifiers';

const SWEEP_INTERVAL_MS = 2_000;

/** Locks of processes are told apart from other advisory locks by this first key. */
const LOCK_SPACE = 0x6b6f6e73;

/**
 * Tells living workers from killed ones. A worker process holds a session-level advisory lock on a connection of its
 * own; Postgres drops it the moment the process dies, and whoever finds it free gives the dead process's jobs back.
 * graphile-worker alone would keep them locked for four hours.
 */
@Injectable()
export class WorkerLiveness {
  readonly processId = newId();
  private readonly logger = new Logger(WorkerLiveness.name);
  private readonly workerIds = new Set<string>();
  private client: Client | null = null;
  private timer: NodeJS.Timeout | null = null;
  private stopping = false;

  constructor(@Inject(PLATFORM_SETTINGS) private readonly settings: PlatformSettings) {}

  async start(): Promise<void> {
    await this.connect();
    this.timer = setInterval(() => void this.tick(), SWEEP_INTERVAL_MS);
    await this.tick();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    if (this.timer) clearInterval(this.timer);
    const client = this.client;
    this.client = null;
    await client?.query('DELETE FROM worker_processes WHERE id = $1', [this.processId]).catch(() => undefined);
    await client?.end().catch(() => undefined);
  }

  /** Called for each worker of the pool, whose id is what locks its jobs. */
  async addWorker(workerId: string): Promise<void> {
    this.workerIds.add(workerId);
    await this.writeWorkerIds();
  }

  private async connect(): Promise<void> {
    const client = new Client({ connectionString: this.settings.DATABASE_URL, keepAlive: true, application_name: 'konstruct-liveness' });
    client.on('error', () => {
      if (this.client === client) this.client = null;
    });
    await client.connect();
    await client.query('SELECT pg_advisory_lock($1, hashtext($2))', [LOCK_SPACE, this.processId]);
    this.client = client;
    await this.writeWorkerIds();
  }

  private async writeWorkerIds(): Promise<void> {
    await this.client?.query(
      'INSERT INTO worker_processes (id, worker_ids) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET worker_ids = EXCLUDED.worker_ids',
      [this.processId, [...this.workerIds]],
    );
  }

  private async tick(): Promise<void> {
    if (this.stopping) return;
    try {
      if (!this.client) await this.connect();
      await this.giveBackJobsOfTheDead();
    } catch (error) {
      this.logger.warn({ err: error }, 'Cannot check on other workers; trying again');
    }
  }

  private async giveBackJobsOfTheDead(): Promise<void> {
    const result = await this.client?.query<{ id: string }>(
      `WITH dead AS (
         DELETE FROM worker_processes WHERE id IN (
           SELECT id FROM worker_processes WHERE id <> $1 AND pg_try_advisory_xact_lock($2, hashtext(id::text)) FOR UPDATE SKIP LOCKED)
         RETURNING id, worker_ids)
       SELECT id, graphile_worker.force_unlock_workers(worker_ids) FROM dead`,
      [this.processId, LOCK_SPACE],
    );
    for (const row of result?.rows ?? []) this.logger.warn({ process: row.id }, 'A worker process died; its jobs go to the others');
  }
}
