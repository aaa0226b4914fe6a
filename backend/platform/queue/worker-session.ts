import { Inject, Injectable, Logger } from '@nestjs/common';
import { Client } from 'pg';
import { PLATFORM_SETTINGS } from '../config/tokens';
import type { PlatformSettings } from '../config/platform.config';
import type { Transaction } from '../database/database';
import { newId } from '../identifiers';

const SWEEP_INTERVAL_MS = 2_000;

const REGISTRATION_GRACE_MS = 2_000;
const RECONNECT_INTERVAL_MS = 200;
const RECONNECTION_GRACE_MS = 5_000;

/** Advisory locks that prove a process alive (first key of two). */
const ALIVE = 0x6b6f6e73;

/** Answer of `exclusively` when another process is at it. */
export const BUSY = Symbol('BUSY');

/** Answer of `exclusively` when this process is at it already and will do it once more before it lets go. */
export const JOINED = Symbol('JOINED');

/** The right to a piece of work. */
export interface Lease {
  /** Whether the right is still this process's, as far as it knows. */
  isHeld(): boolean;
  /** Throws once the right may be another process's: Postgres dropped the session that it was held by. */
  assertHeld(): void;
}

/**
 * The Postgres session of a worker process. What it holds, Postgres drops the moment the process dies:
 * a lock that proves the process alive (whoever finds it free gives the dead process's jobs back, which graphile-worker
 * alone would keep for four hours), and a lock for each piece of work that only one process may do at a time.
 */
@Injectable()
export class WorkerSession {
  readonly processId = newId();
  private readonly logger = new Logger(WorkerSession.name);
  private readonly poolIds = new Set<string>();
  private readonly held = new Map<string, { isWantedAgain: boolean }>();
  private client: Client | null = null;
  private lastQuery: Promise<unknown> = Promise.resolve();
  private timer: NodeJS.Timeout | null = null;
  private stopping = false;
  private lostAt = 0;

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
    if (client)
      await this.query(client, 'DELETE FROM worker_processes WHERE id = $1', [this.processId]).catch(() => undefined);
    await client?.end().catch(() => undefined);
  }

  /** Called for each pool of workers, whose id is what locks its jobs. */
  async addWorkerPool(poolId: string): Promise<void> {
    this.poolIds.add(poolId);
    await this.writePoolIds();
  }

  /**
   * Does work that at most one process does at a time, or answers at once that it is being done. Should Postgres restart in
   * the middle, the lock is lost while the work goes on: the lease tells, and work must still check, in the transaction
   * that ends it, that it is current.
   */
  async exclusively<T>(key: string, work: (lease: Lease) => Promise<T>): Promise<T | typeof BUSY | typeof JOINED> {
    const holder = this.held.get(key);
    if (holder) {
      holder.isWantedAgain = true;
      return JOINED;
    }
    const hold = { isWantedAgain: false };
    this.held.set(key, hold);
    try {
      return await this.holding(key, async (lease) => {
        let result = await work(lease);
        while (hold.isWantedAgain) {
          hold.isWantedAgain = false;
          result = await work(lease);
        }
        // In the same breath as the last look, so that whoever comes now takes the lock anew instead of joining.
        this.held.delete(key);
        return result;
      });
    } finally {
      if (this.held.get(key) === hold) this.held.delete(key);
    }
  }

  /** Whether a worker process has ended, in whatever way, and was found to have. */
  async isGone({ manager }: Transaction, processId: string): Promise<boolean> {
    const rows: unknown[] = await manager.query('SELECT 1 FROM worker_processes WHERE id = $1', [processId]);
    return rows.length === 0;
  }

  private async holding<T>(key: string, work: (lease: Lease) => Promise<T>): Promise<T | typeof BUSY> {
    const client = this.client;
    if (!client) throw new Error('the worker session is not connected; the job will run again');
    const [lock] = await this.query<{ locked: boolean }>(
      client,
      'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS locked',
      [key],
    );
    if (!lock?.locked) return BUSY;
    try {
      return await work({ isHeld: () => this.client === client, assertHeld: () => this.assertCurrent(client) });
    } finally {
      await this.query(client, 'SELECT pg_advisory_unlock(hashtextextended($1, 0))', [key]).catch(() => undefined);
    }
  }

  private assertCurrent(client: Client): void {
    if (this.client !== client) throw new Error('the worker session was lost; the job will run again');
  }

  /** One connection answers one question at a time. */
  private query<Row extends object>(client: Client, text: string, values: unknown[]): Promise<Row[]> {
    const result = this.lastQuery.then(async () => (await client.query<Row>(text, values)).rows);
    this.lastQuery = result.catch(() => undefined);
    return result;
  }

  private async connect(): Promise<void> {
    const client = new Client({
      connectionString: this.settings.DATABASE_URL,
      keepAlive: true,
      application_name: 'konstruct-worker-session',
    });
    client.on('error', () => {
      if (this.client !== client) return;
      this.client = null;
      this.lostAt = Date.now();
      void this.reconnect();
    });
    await client.connect();
    await client.query('SELECT pg_advisory_lock($1, hashtext($2))', [ALIVE, this.processId]);
    this.client = client;
    await this.writePoolIds();
  }

  private async writePoolIds(): Promise<void> {
    if (!this.client) return;
    await this.query(
      this.client,
      'INSERT INTO worker_processes (id, worker_ids) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET worker_ids = EXCLUDED.worker_ids',
      [this.processId, [...this.poolIds]],
    );
  }

  /** At once, so that nobody takes this process for dead because Postgres restarted. */
  private async reconnect(): Promise<void> {
    while (this.isCutOff()) {
      await new Promise((passed) => setTimeout(passed, RECONNECT_INTERVAL_MS));
      if (this.isCutOff()) await this.connect().catch(() => undefined);
    }
  }

  private isCutOff(): boolean {
    return this.client === null && !this.stopping;
  }

  private async tick(): Promise<void> {
    if (this.stopping) return;
    try {
      // What dropped this session dropped the others' too; they need a moment to prove that they are alive.
      if (this.client && Date.now() - this.lostAt > RECONNECTION_GRACE_MS) await this.giveBackJobsOfTheDead();
    } catch (error) {
      this.logger.warn({ err: error }, 'Cannot check on other workers; trying again');
    }
  }

  /**
   * A job is given back when its pool of workers is of no living process. A pool may take its first job a moment before its id is
   * written down, so younger locks are left alone.
   */
  private async giveBackJobsOfTheDead(): Promise<void> {
    if (!this.client) return;
    const dead = await this.query<{ id: string }>(
      this.client,
      `DELETE FROM worker_processes WHERE id IN (
         SELECT id FROM worker_processes WHERE id <> $1 AND pg_try_advisory_xact_lock($2, hashtext(id::text)) FOR UPDATE SKIP LOCKED)
       RETURNING id`,
      [this.processId, ALIVE],
    );
    for (const row of dead) this.logger.warn({ process: row.id }, 'A worker process died; its jobs go to the others');
    await this.query(
      this.client,
      `SELECT graphile_worker.force_unlock_workers(array_agg(DISTINCT locked_by)) FROM graphile_worker._private_jobs
       WHERE locked_at < now() - $1 * interval '1 millisecond' AND locked_by NOT IN (SELECT unnest(worker_ids) FROM worker_processes)
       HAVING count(*) > 0`,
      [REGISTRATION_GRACE_MS],
    );
  }
}
