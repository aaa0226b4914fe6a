import { Injectable } from '@nestjs/common';
import type { TenantTransaction } from '@konstruct/platform';
import { wholeMonths, type ReportPeriod } from './report-range';
import {
  FIGURES,
  FIGURES_OF_EVENT,
  SUMS,
  SUMS_OVER_TIME,
  toFigures,
  type FiguresRow,
  type UsageFigures,
} from './usage-figures';

/** Who something was used by; unsaved drafts have no id and go by their names. */
export interface UsageAgent {
  readonly agentId: string | null;
  readonly agentName: string;
}

/** What an agent, a model, or an agent at one price of a model used. */
export type AgentUsage = UsageAgent & { readonly figures: UsageFigures };
export interface ModelUsage {
  readonly provider: string;
  readonly model: string;
  readonly figures: UsageFigures;
}
export type PricedUsage = UsageAgent & ModelUsage & { readonly priceSource: string };

/** A cell of a chart over time: `at` is a local date, or the instant at which an hour of the business begins. */
export interface TimeCell {
  readonly at: string;
  readonly calls: number;
  readonly tokens: number;
  readonly nanoUsd: bigint;
}

/** Messages through one agent on one kind of channel. */
export interface MessageVolume {
  readonly agentId: string;
  readonly channelKind: string;
  readonly inbound: number;
  readonly outbound: number;
}

/** Everything that a report may ask for. */
export interface Charts {
  readonly byAgent: AgentUsage[];
  readonly byModel: ModelUsage[];
  readonly byPrice: PricedUsage[];
  readonly agentsOverDays: (TimeCell & UsageAgent)[];
  readonly agentsOverHours: (TimeCell & UsageAgent)[];
  readonly modelsOverDays: (TimeCell & Pick<ModelUsage, 'provider' | 'model'>)[];
  readonly modelsOverHours: (TimeCell & Pick<ModelUsage, 'provider' | 'model'>)[];
  readonly messages: MessageVolume[];
  readonly messagesOverDays: (Omit<MessageVolume, 'agentId'> & { readonly at: string })[];
  readonly messagesOverHours: (Omit<MessageVolume, 'agentId'> & { readonly at: string })[];
  readonly conversations: { readonly agentId: string; readonly conversations: number }[];
}

const NOBODY = '00000000-0000-0000-0000-000000000000';
const AGENT = `NULLIF(agent_id, '${NOBODY}'::uuid) AS "agentId", max(agent_name) AS "agentName"`;
const DAYS = 'tenant_id = $1 AND day BETWEEN $4 AND $5';
const HOURS = 'tenant_id = $1 AND hour >= $2 AND hour < $3';
const HOUR = `to_char(hour AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;
const IN_AND_OUT = 'sum(inbound)::int AS inbound, sum(outbound)::int AS outbound';

/** Rows of a rollup for each key, and what is not rolled up yet. */
function rows(sources: readonly string[], columns: string): string {
  return `(${sources.map((source) => `SELECT ${columns} FROM ${source}`).join(' UNION ALL ')}) parts`;
}

/** Whole months are read as months, and only what is left at both ends of the range as days. */
function byDay(days: string, months: string): string[] {
  return [
    `${days} WHERE tenant_id = $1 AND day >= $4 AND day < $7`,
    `${days} WHERE tenant_id = $1 AND day >= $8 AND day <= $5`,
    `${months} WHERE tenant_id = $1 AND month >= $7 AND month < $8`,
  ];
}

const usage = (sources: readonly string[], key: string): string => rows([...sources, 'unrolled'], `${key}, ${FIGURES}`);
const messages = (sources: readonly string[], key: string): string =>
  rows([...sources, 'unrolled_messages'], `${key}, inbound::int, outbound::int`);

/** Each chart reads the rollup that was made for it, and what is not rolled up yet. */
const CHARTS: Readonly<Record<keyof Charts, string>> = {
  byAgent: `SELECT ${AGENT}, ${SUMS} FROM ${usage(byDay('usage_days_by_agent', 'usage_months'), 'agent_id, draft_name, agent_name')}
    GROUP BY agent_id, draft_name ORDER BY sum(cost_nano_usd + fee_nano_usd) DESC, max(agent_name)`,
  byModel: `SELECT provider, model, ${SUMS} FROM ${usage(byDay('usage_days_by_model', 'usage_months'), 'provider, model')}
    GROUP BY provider, model ORDER BY sum(cost_nano_usd + fee_nano_usd) DESC, provider, model`,
  byPrice: `SELECT ${AGENT}, provider, model, price_source AS "priceSource", ${SUMS}
    FROM ${usage([`usage_months WHERE tenant_id = $1 AND month BETWEEN $4 AND $5`], 'agent_id, draft_name, agent_name, provider, model, price_source')}
    GROUP BY agent_id, draft_name, provider, model, price_source HAVING sum(calls + fees) > 0 ORDER BY provider, model, price_source`,
  agentsOverDays: `SELECT day::text AS at, ${AGENT}, ${SUMS_OVER_TIME} FROM ${usage([`usage_days_by_agent WHERE ${DAYS}`], 'day, agent_id, draft_name, agent_name')}
    GROUP BY day, agent_id, draft_name ORDER BY day, agent_id, draft_name`,
  agentsOverHours: `SELECT ${HOUR} AS at, ${AGENT}, ${SUMS_OVER_TIME} FROM ${usage([`usage_hours WHERE ${HOURS}`], 'hour, agent_id, draft_name, agent_name')}
    GROUP BY hour, agent_id, draft_name ORDER BY hour, agent_id, draft_name`,
  modelsOverDays: `SELECT day::text AS at, provider, model, ${SUMS_OVER_TIME} FROM ${usage([`usage_days_by_model WHERE ${DAYS}`], 'day, provider, model')}
    GROUP BY day, provider, model ORDER BY day, provider, model`,
  modelsOverHours: `SELECT ${HOUR} AS at, provider, model, ${SUMS_OVER_TIME} FROM ${usage([`usage_hours WHERE ${HOURS}`], 'hour, provider, model')}
    GROUP BY hour, provider, model ORDER BY hour, provider, model`,
  messages: `SELECT agent_id AS "agentId", channel_kind AS "channelKind", ${IN_AND_OUT} FROM ${messages(byDay('message_days', 'message_months'), 'agent_id, channel_kind')}
    GROUP BY agent_id, channel_kind ORDER BY sum(inbound + outbound) DESC, agent_id, channel_kind`,
  messagesOverDays: `SELECT day::text AS at, channel_kind AS "channelKind", ${IN_AND_OUT} FROM ${messages([`message_days WHERE ${DAYS}`], 'day, channel_kind')}
    GROUP BY day, channel_kind ORDER BY day, channel_kind`,
  messagesOverHours: `SELECT ${HOUR} AS at, channel_kind AS "channelKind", ${IN_AND_OUT} FROM ${messages([`message_hours WHERE ${HOURS}`], 'hour, channel_kind')}
    GROUP BY hour, channel_kind ORDER BY hour, channel_kind`,
  conversations: `SELECT agent_id AS "agentId", sum(conversations)::int AS conversations FROM (
      SELECT agent_id, conversations FROM usage_agent_months WHERE tenant_id = $1 AND month BETWEEN $4 AND $5
      UNION ALL SELECT agent_id, count(DISTINCT conversation_id) FROM unrolled u WHERE is_answer AND NOT EXISTS (
        SELECT 1 FROM usage_conversation_months m
        WHERE m.tenant_id = $1 AND m.month = u.month AND m.agent_id = u.agent_id AND m.conversation_id = u.conversation_id)
      GROUP BY agent_id, month) both_parts GROUP BY agent_id`,
};

/** Statement and time zone are of one snapshot; see ADR 28 on what is not rolled up yet. */
const UNROLLED = `
  unrolled AS MATERIALIZED (
    SELECT COALESCE(agent_id, '${NOBODY}'::uuid) AS agent_id, CASE WHEN agent_id IS NULL THEN agent_name ELSE '' END AS draft_name, agent_name,
      provider, model, COALESCE(price_source, '') AS price_source, conversation_id,
      kind = 'reply' AND outcome = 'ok' AND conversation_id IS NOT NULL AS is_answer,
      (occurred_at AT TIME ZONE $6::text)::date AS day, date_trunc('month', occurred_at AT TIME ZONE $6::text)::date AS month,
      date_trunc('hour', occurred_at, $6::text) AS hour, ${FIGURES_OF_EVENT}
    FROM usage_unrolled($2, $3) WHERE $7::date <= $8::date AND (occurred_at AT TIME ZONE $6::text)::date BETWEEN $4::date AND $5::date),
  unrolled_messages AS MATERIALIZED (
    SELECT agent_id, channel_kind, (occurred_at AT TIME ZONE $6::text)::date AS day, date_trunc('hour', occurred_at, $6::text) AS hour,
      (direction = 'inbound')::int AS inbound, (direction = 'outbound')::int AS outbound
    FROM messages_unrolled($2, $3) WHERE $1::uuid IS NOT NULL)`;

/** Reads any number of charts in one statement: one round trip, and all of one moment. */
@Injectable()
export class UsageChartsQuery {
  async read<Name extends keyof Charts>(
    { manager, tenantId }: TenantTransaction,
    period: ReportPeriod,
    names: readonly Name[],
  ): Promise<Pick<Charts, Name>> {
    const charts = names.map((name) => `(SELECT COALESCE(json_agg(c), '[]') FROM (${CHARTS[name]}) c) AS "${name}"`);
    const [row] = await manager.query<Record<Name, unknown[]>[]>(`WITH ${UNROLLED} SELECT ${charts.join(', ')}`, [
      tenantId,
      period.from,
      period.to,
      period.firstDay,
      period.lastDay,
      period.timeZone,
      ...wholeMonths(period),
    ]);
    if (!row) throw new Error('a report without a row');
    return Object.fromEntries(names.map((name) => [name, row[name].map(READERS[name])])) as unknown as Pick<
      Charts,
      Name
    >;
  }
}

type JsonRow = Readonly<Record<string, unknown>>;

function withFigures(row: unknown): unknown {
  const { agentId, agentName, provider, model, priceSource, ...figures } = row as JsonRow;
  return { agentId, agentName, provider, model, priceSource, figures: toFigures(figures as unknown as FiguresRow) };
}

function withNumbers(row: unknown): unknown {
  const cell = row as JsonRow & { calls: string; tokens: string; nanoUsd: string };
  return { ...cell, calls: Number(cell.calls), tokens: Number(cell.tokens), nanoUsd: BigInt(cell.nanoUsd) };
}

const asItIs = (row: unknown): unknown => row;

const READERS: Readonly<Record<keyof Charts, (row: unknown) => unknown>> = {
  byAgent: withFigures,
  byModel: withFigures,
  byPrice: withFigures,
  agentsOverDays: withNumbers,
  agentsOverHours: withNumbers,
  modelsOverDays: withNumbers,
  modelsOverHours: withNumbers,
  messages: asItIs,
  messagesOverDays: asItIs,
  messagesOverHours: asItIs,
  conversations: asItIs,
};
