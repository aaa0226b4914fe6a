import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { DetailedHealthView } from './system.dto';

interface QueueState {
  readonly queue_depth: number;
  readonly workers: number;
}

/** Asks each dependency whether it answers, and how fast. */
@Injectable()
export class SystemHealth {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  async check(): Promise<DetailedHealthView> {
    const startedAt = performance.now();
    const queue = await this.queueState().catch(() => null);
    const latency = Math.round(performance.now() - startedAt);
    const status = queue ? 'ok' : 'failing';
    return {
      status,
      dependencies: [{ name: 'database', status, latency_ms: latency }],
      queue_depth: queue?.queue_depth ?? null,
      workers: queue?.workers ?? null,
    };
  }

  private async queueState(): Promise<QueueState> {
    const rows: QueueState[] = await this.dataSource.query(
      `SELECT (SELECT count(*)::int FROM graphile_worker._private_jobs WHERE is_available AND run_at <= now()) AS queue_depth,
              (SELECT count(*)::int FROM worker_processes) AS workers`,
    );
    const state = rows[0];
    if (!state) throw new Error('the database answered nothing');
    return state;
  }
}
