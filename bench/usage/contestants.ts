import { createRequire } from 'node:module';
import { join } from 'node:path';

import { Client } from 'pg';

import { WORKSPACE_ROOT } from '../../tools/workspace-root.ts';
import { BASELINE_QUERIES, DAYS } from './usage-tables.ts';

const DAY_MS = 86_400_000;

/** A stretch of whole days in UTC. */
export interface Period {
  readonly from: Date;
  readonly to: Date;
}

/** What a dashboard shows, as exact text that both designs can be compared by. */
export type Figures = Readonly<Record<string, string>>;

/** One design: reads the four reports of a dashboard, as a server would on one connection. */
export interface Contestant {
  read(tenantId: string, period: Period, month: Period): Promise<Figures>;
  close(): Promise<void>;
}

/** The last days of the data, as many as asked for, and the month that they end in. */
export function periodsBefore(end: Date, days: number): { period: Period; month: Period } {
  const last = new Date(end.getTime() - 1);
  const monthBegin = new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), 1));
  const from = new Date(end.getTime() - Math.min(days, DAYS) * DAY_MS);
  return {
    period: { from, to: end },
    month: { from: monthBegin, to: new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth() + 1, 1)) },
  };
}

/** Sums out of JSON, on a connection that no row-level security slows down. */
export async function openBaseline(url: string): Promise<Contestant> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return {
    async read(tenantId, period, month) {
      const figures: Record<string, string> = {};
      for (const [name, text] of Object.entries(BASELINE_QUERIES)) {
        const { from, to } = name === 'budgets' ? month : period;
        const { rows } = await client.query<Record<string, string>>({ name, text, values: [tenantId, from, to] });
        for (const row of rows) {
          const key = [name, row.agent_id, row.provider, row.channel].filter((part) => part !== undefined).join(' ');
          if (row.cost !== undefined) figures[`${key} cost`] = nano(row.cost);
          if (row.total !== undefined) figures[`${key} tokens`] = row.total;
          if (row.messages !== undefined) figures[`${key} messages`] = row.messages;
        }
      }
      return figures;
    },
    close: () => client.end(),
  };
}

interface ChartsQuery {
  read(
    transaction: { manager: { query: (sql: string, values: unknown[]) => Promise<unknown[]> }; tenantId: string },
    period: Period & { firstDay: string; lastDay: string; timeZone: string },
    names: string[],
  ): Promise<{
    byAgent: { agentId: string; figures: ProductFigures }[];
    byModel: { provider: string; figures: ProductFigures }[];
    messages: { agentId: string; channelKind: string; inbound: number; outbound: number }[];
  }>;
}

interface ProductFigures extends Readonly<Record<string, number | bigint>> {
  readonly costNanoUsd: bigint;
}

/** The product's own compiled reader, as its role, in the tenant's transaction: one statement for a page, one for the budgets. */
export async function openProduct(url: string): Promise<Contestant> {
  const file = join(WORKSPACE_ROOT, 'dist/backend/backend/modules/usage/src/usage-charts.query.js');
  const { UsageChartsQuery } = createRequire(import.meta.url)(file) as { UsageChartsQuery: new () => ChartsQuery };
  const charts = new UsageChartsQuery();
  const client = new Client({ connectionString: url });
  await client.connect();
  const manager = {
    query: async (sql: string, values: unknown[]) => (await client.query(sql, values)).rows as unknown[],
  };
  return {
    async read(tenantId, period, month) {
      await client.query('BEGIN');
      await client.query(`SELECT set_config('app.tenant_id', $1, true)`, [tenantId]);
      const transaction = { manager, tenantId };
      const { byAgent, byModel, messages } = await charts.read(transaction, withDays(period), [
        'byAgent',
        'byModel',
        'messages',
      ]);
      const { byAgent: budgets } = await charts.read(transaction, withDays(month), ['byAgent']);
      await client.query('COMMIT');
      const figures: Record<string, string> = {};
      for (const row of byAgent) put(figures, `summary ${row.agentId}`, row.figures);
      for (const row of byModel) put(figures, `byProvider ${row.provider}`, row.figures);
      for (const row of messages) {
        figures[`messages ${row.agentId} ${row.channelKind} messages`] = String(row.inbound + row.outbound);
      }
      for (const row of budgets) figures[`budgets ${row.agentId} cost`] = String(row.figures.costNanoUsd);
      return figures;
    },
    close: () => client.end(),
  };
}

function put(figures: Record<string, string>, key: string, of: ProductFigures): void {
  const tokens = Object.entries(of).filter(([name]) => name.endsWith('Tokens'));
  figures[`${key} cost`] = String(of.costNanoUsd);
  figures[`${key} tokens`] = String(tokens.reduce((sum, [, value]) => sum + Number(value), 0));
}

function withDays({ from, to }: Period): Period & { firstDay: string; lastDay: string; timeZone: string } {
  const lastDay = new Date(to.getTime() - 1).toISOString().slice(0, 10);
  return { from, to, firstDay: from.toISOString().slice(0, 10), lastDay, timeZone: 'UTC' };
}

/** Decimal dollars as whole billionths. */
function nano(usd: string): string {
  const [whole = '0', fraction = ''] = usd.split('.');
  return BigInt(whole + fraction.padEnd(9, '0').slice(0, 9)).toString();
}
