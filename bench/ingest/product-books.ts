import { createRequire } from 'node:module';
import { join } from 'node:path';

import { Pool } from 'pg';

import { WORKSPACE_ROOT } from '../../tools/workspace-root.ts';

/** What the product's insert takes; see `BookedEvent` there. */
export type BookedEvent = Readonly<Record<string, unknown>> & { readonly id: string };

interface Transaction {
  readonly manager: { query: (sql: string, values: unknown[]) => Promise<unknown[]> };
  readonly tenantId: string;
}

interface Compiled {
  readonly UsageStore: new (months: object) => {
    addEvents(transaction: Transaction, events: readonly BookedEvent[]): Promise<string[]>;
  };
  readonly UsageMonths: new () => object;
  readonly Batches: new (
    work: (key: string, items: readonly BookedEvent[]) => Promise<void>,
    limits: { readonly batchSize: number; readonly batchesAtOnce: number },
  ) => { add(key: string, item: BookedEvent): Promise<void> };
  readonly newId: (at?: Date) => string;
}

const AGENTS = 20;

/** The product's own compiled classes. */
function compiled(): Compiled {
  const require = createRequire(import.meta.url);
  const dist = (path: string): unknown => require(join(WORKSPACE_ROOT, 'dist/backend/backend', path));
  return Object.assign(
    {},
    dist('modules/usage/src/usage.store.js'),
    dist('modules/usage/src/usage-months.js'),
    dist('platform/batches.js'),
    dist('platform/identifiers.js'),
  ) as Compiled;
}

/** The product's books without what they are for: its insert, in transactions of its tenant, one event each or many at once. */
export class ProductBooks {
  private readonly parts = compiled();
  private readonly pool: Pool;
  private readonly store: InstanceType<Compiled['UsageStore']>;
  private readonly batches: InstanceType<Compiled['Batches']>;
  private readonly tenantIds: readonly string[];
  private readonly agentIds: readonly string[];
  private made = 0;

  constructor(
    url: string,
    { tenantIds, connections, batchSize }: { tenantIds: readonly string[]; connections: number; batchSize: number },
  ) {
    this.pool = new Pool({ connectionString: url, max: connections });
    this.store = new this.parts.UsageStore(new this.parts.UsageMonths());
    this.batches = new this.parts.Batches((tenantId, events) => this.book(tenantId, events), {
      batchSize,
      batchesAtOnce: 2,
    });
    this.tenantIds = tenantIds;
    this.agentIds = Array.from({ length: AGENTS }, () => this.parts.newId());
  }

  /** A transaction of its own. */
  addAlone(): Promise<void> {
    return this.book(this.nextTenant(), [this.event()]);
  }

  /** Together with those that come meanwhile. */
  add(): Promise<void> {
    return this.batches.add(this.nextTenant(), this.event());
  }

  /** Many at once, a share for each business. */
  async addMany(count: number): Promise<void> {
    for (const tenantId of this.tenantIds)
      await this.book(
        tenantId,
        Array.from({ length: count / this.tenantIds.length }, () => this.event()),
      );
  }

  close(): Promise<void> {
    return this.pool.end();
  }

  private async book(tenantId: string, events: readonly BookedEvent[]): Promise<void> {
    const connection = await this.pool.connect();
    const manager = {
      query: async (sql: string, values: unknown[]): Promise<unknown[]> =>
        (await connection.query(sql, values)).rows as unknown[],
    };
    try {
      await connection.query('BEGIN');
      await connection.query(`SELECT set_config('app.tenant_id', $1, true)`, [tenantId]);
      await this.store.addEvents({ manager, tenantId }, events);
      await connection.query('COMMIT');
    } catch (error) {
      await connection.query('ROLLBACK');
      throw error;
    } finally {
      connection.release();
    }
  }

  /** Each business in turn. */
  private nextTenant(): string {
    this.made += 1;
    return this.tenantIds[this.made % this.tenantIds.length] ?? '';
  }

  private event(): BookedEvent {
    const occurredAt = new Date();
    return {
      id: this.parts.newId(occurredAt),
      ...{
        occurredAt,
        agentId: this.agentIds[Math.floor(Math.random() * AGENTS)],
        agentName: 'Mia',
        conversationId: null,
        kind: 'reply',
        channelKind: 'slack',
      },
      ...{ provider: 'openai', model: 'gpt-5.4-mini', keyId: null, usageSource: 'provider', soldBy: null, terms: null },
      ...{
        inputUncachedTokens: 1_000,
        cacheReadTokens: 200,
        cacheReadAudioTokens: 0,
        cacheWrite5mTokens: 0,
        cacheWrite1hTokens: 0,
      },
      ...{ inputAudioTokens: 0, outputTextTokens: 100, reasoningTokens: 50, outputAudioTokens: 0 },
      ...{ costNanoUsd: 1_440_000n, priceSource: 'openai/gpt-5.4-mini@2024-01-01', latencyMs: 840, outcome: 'ok' },
    };
  }
}
