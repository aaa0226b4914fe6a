import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { EventEmitter } from 'node:events';
import {
  Logger as GraphileLogger,
  parseCronItems,
  run,
  type Runner,
  type Task,
  type CronItem,
  type WorkerEvents,
} from 'graphile-worker';
import { Pool } from 'pg';
import { PLATFORM_SETTINGS } from '../config/tokens';
import { hasRole, type PlatformSettings } from '../config/platform.config';
import { HandlesJob, RunsAt, type JobHandler } from './job-handler';
import { WorkerSession } from './worker-session';

/** The one that listens, and those that fetch, complete and fail jobs. */
const QUEUE_CONNECTIONS = 5;
const POLL_INTERVAL_MS = 1_000;
/** A job that was fetched and waits for a free worker goes back for other processes after this long. */
const LOCAL_PATIENCE_MS = 2_000;
const RESTART_DELAY_MS = 1_000;

/** Runs the jobs of the queue in a process that has the worker role; jobs under way finish before it stops. */
@Injectable()
export class WorkerRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(WorkerRunner.name);
  private runner: Runner | null = null;
  private pool: Pool | null = null;

  constructor(
    @Inject(PLATFORM_SETTINGS) private readonly settings: PlatformSettings,
    private readonly discovery: DiscoveryService,
    private readonly session: WorkerSession,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (hasRole(this.settings, 'worker')) await this.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    const { runner } = this;
    this.runner = null;
    await runner
      ?.stop()
      .catch((error: unknown) => this.logger.warn({ err: error }, 'Jobs under way did not finish in time'));
    await this.session.stop();
    await this.pool?.end();
    this.pool = null;
  }

  private async start(): Promise<void> {
    await this.session.start();
    this.pool = this.openPool();
    await this.runOn(this.pool);
  }

  /** One reader fetches for all, and completions leave together: most jobs wait for a model, and few for Postgres. */
  private async runOn(pgPool: Pool): Promise<void> {
    const events: WorkerEvents = new EventEmitter();
    // Its id is what locks the jobs of all its workers.
    events.on('pool:create', ({ workerPool }) => void this.session.addWorkerPool(workerPool.id));
    const concurrentJobs = this.settings.WORKER_CONCURRENCY;
    const runner = await run({
      pgPool,
      taskList: this.taskList(),
      parsedCronItems: parseCronItems(this.timetable()),
      noHandleSignals: true,
      events,
      logger: this.graphileLogger(),
      preset: {
        worker: {
          concurrentJobs,
          pollInterval: POLL_INTERVAL_MS,
          gracefulShutdownAbortTimeout: this.settings.SHUTDOWN_TIMEOUT_MS,
          localQueue: { size: concurrentJobs, ttl: LOCAL_PATIENCE_MS },
          completeJobBatchDelay: 0,
        },
      },
    });
    this.runner = runner;
    void runner.promise.then(
      () => this.runAgain(runner, pgPool),
      (error: unknown) => this.runAgain(runner, pgPool, error),
    );
  }

  /** It gives up when it could not write for long what became of jobs; the process must not stay without a queue. */
  private async runAgain(ended: Runner, pgPool: Pool, error?: unknown): Promise<void> {
    while (this.runner === ended) {
      this.logger.error({ err: error }, 'The queue runner ended; starting it again');
      await new Promise((passed) => setTimeout(passed, RESTART_DELAY_MS));
      if (this.runner === ended) await this.runOn(pgPool).catch((again: unknown) => (error = again));
    }
  }

  /** A pool of our own: graphile-worker does not wait for its own to end. Broken connections are replaced; they end nothing. */
  private openPool(): Pool {
    const pool = new Pool({
      connectionString: this.settings.DATABASE_URL,
      max: QUEUE_CONNECTIONS,
      application_name: 'konstruct-jobs',
    });
    const note = (error: Error): void => this.logger.warn({ err: error }, 'A queue connection broke and is replaced');
    pool.on('error', note);
    pool.on('connect', (client) => void client.on('error', note));
    return pool;
  }

  private taskList(): Record<string, Task> {
    const tasks: Record<string, Task> = {};
    for (const wrapper of this.discovery.getProviders()) {
      const name = wrapper.metatype ? this.discovery.getMetadataByDecorator(HandlesJob, wrapper) : undefined;
      if (name === undefined) continue;
      const handler = wrapper.instance as JobHandler;
      tasks[name] = (payload, { job, abortSignal }) =>
        handler.run(payload, {
          attempt: job.attempts,
          maxAttempts: job.max_attempts,
          processId: this.session.processId,
          signal: abortSignal,
        });
    }
    return tasks;
  }

  private timetable(): CronItem[] {
    return this.discovery.getProviders().flatMap((wrapper) => {
      const task = wrapper.metatype ? this.discovery.getMetadataByDecorator(HandlesJob, wrapper) : undefined;
      const match = wrapper.metatype ? this.discovery.getMetadataByDecorator(RunsAt, wrapper) : undefined;
      return task === undefined || match === undefined ? [] : [{ task, match }];
    });
  }

  private graphileLogger(): GraphileLogger {
    return new GraphileLogger(() => (level, message, meta) => {
      if (level === 'error') this.logger.error({ ...meta }, message);
      // Jobs fetched and completed together need few connections, which graphile-worker cannot know.
      else if (level === 'warning' && !message.includes('maxPoolSize')) this.logger.warn({ ...meta }, message);
      else this.logger.debug(message);
    });
  }
}
