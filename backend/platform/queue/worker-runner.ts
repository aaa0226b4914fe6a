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
    await this.runner
      ?.stop()
      .catch((error: unknown) => this.logger.warn({ err: error }, 'Jobs under way did not finish in time'));
    this.runner = null;
    await this.session.stop();
    await this.pool?.end();
    this.pool = null;
  }

  private async start(): Promise<void> {
    await this.session.start();
    const events: WorkerEvents = new EventEmitter();
    events.on('worker:create', ({ worker }) => void this.session.addWorker(worker.workerId));
    this.runner = await run({
      pgPool: this.openPool(),
      taskList: this.taskList(),
      parsedCronItems: parseCronItems(this.timetable()),
      concurrency: this.settings.WORKER_CONCURRENCY,
      pollInterval: 1_000,
      noHandleSignals: true,
      gracefulShutdownAbortTimeout: this.settings.SHUTDOWN_TIMEOUT_MS,
      events,
      logger: this.graphileLogger(),
    });
  }

  /** A pool of our own: graphile-worker does not wait for its own to end. Broken connections are replaced; they end nothing. */
  private openPool(): Pool {
    this.pool = new Pool({
      connectionString: this.settings.DATABASE_URL,
      max: this.settings.WORKER_CONCURRENCY + 2,
      application_name: 'konstruct-jobs',
    });
    const note = (error: Error): void => this.logger.warn({ err: error }, 'A queue connection broke and is replaced');
    this.pool.on('error', note);
    this.pool.on('connect', (client) => void client.on('error', note));
    return this.pool;
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
      else if (level === 'warning') this.logger.warn({ ...meta }, message);
      else this.logger.debug(message);
    });
  }
}
