import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { SystemHealth } from './system-health';

/** Seconds, as OpenTelemetry recommends for requests. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What this process measures for Prometheus: itself, its requests by OpenTelemetry's names, and the queue that all processes share. */
@Injectable()
export class Metrics {
  private readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: 'http_server_request_duration_seconds',
    help: 'Duration of requests by route and answer.',
    labelNames: ['http_request_method', 'http_route', 'http_response_status_code'] as const,
    buckets: BUCKETS,
    registers: [this.registry],
  });

  private readonly isDatabaseUp = this.gauge('konstruct_database_up', 'Whether Postgres answers.');
  private readonly queueDepth = this.gauge('konstruct_queue_depth', 'Jobs that are due and not yet taken.');
  private readonly workers = this.gauge('konstruct_workers', 'Worker processes alive.');

  constructor(private readonly health: SystemHealth) {
    collectDefaultMetrics({ register: this.registry });
  }

  /** Routes, not addresses: an id in a label would make a series of each. */
  recordRequest({ method, routeOptions }: FastifyRequest, { statusCode, elapsedTime }: FastifyReply): void {
    this.requests.observe(
      { http_request_method: method, http_route: routeOptions.url ?? '', http_response_status_code: statusCode },
      elapsedTime / 1_000,
    );
  }

  /** In Prometheus's text format. */
  async text(): Promise<string> {
    const { status, queue_depth: depth, workers } = await this.health.check();
    this.isDatabaseUp.set(status === 'ok' ? 1 : 0);
    this.queueDepth.set(depth ?? NaN);
    this.workers.set(workers ?? NaN);
    return this.registry.metrics();
  }

  private gauge(name: string, help: string): Gauge {
    return new Gauge({ name, help, registers: [this.registry] });
  }
}
