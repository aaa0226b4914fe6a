import { Injectable } from '@nestjs/common';
import type { TenantTransaction } from '@konstruct/platform';
import type { BookedEvent } from './call-booking';
import { UsageMonths } from './usage-months';

/** A message in the books. */
export interface MessageEvent {
  readonly id: string;
  readonly occurredAt: Date;
  readonly agentId: string;
  readonly conversationId: string;
  readonly channelKind: string;
  readonly direction: 'inbound' | 'outbound';
}

/** The columns of an event, in the order of its values: the type in Postgres and how it is read off. */
const COLUMNS: readonly (readonly [name: string, type: string, of: (event: BookedEvent) => unknown])[] = [
  ['id', 'uuid', (event) => event.id],
  ['occurred_at', 'timestamptz', (event) => event.occurredAt.toISOString()],
  ['agent_id', 'uuid', (event) => event.agentId],
  ['agent_name', 'text', (event) => event.agentName],
  ['conversation_id', 'uuid', (event) => event.conversationId],
  ['kind', 'text', (event) => event.kind],
  ['channel_kind', 'text', (event) => event.channelKind],
  ['provider', 'text', (event) => event.provider],
  ['model', 'text', (event) => event.model],
  ['key_id', 'uuid', (event) => event.keyId],
  ['input_uncached_tokens', 'bigint', (event) => event.inputUncachedTokens],
  ['cache_read_tokens', 'bigint', (event) => event.cacheReadTokens + event.cacheReadAudioTokens],
  ['cache_read_audio_tokens', 'bigint', (event) => event.cacheReadAudioTokens],
  ['cache_write_5m_tokens', 'bigint', (event) => event.cacheWrite5mTokens],
  ['cache_write_1h_tokens', 'bigint', (event) => event.cacheWrite1hTokens],
  ['input_audio_tokens', 'bigint', (event) => event.inputAudioTokens],
  ['output_text_tokens', 'bigint', (event) => event.outputTextTokens],
  ['reasoning_tokens', 'bigint', (event) => event.reasoningTokens],
  ['output_audio_tokens', 'bigint', (event) => event.outputAudioTokens],
  ['usage_source', 'text', (event) => event.usageSource],
  ['sold_by', 'text', (event) => event.soldBy],
  ['service_terms', 'text', (event) => event.terms],
  ['cost_nano_usd', 'bigint', (event) => event.costNanoUsd?.toString() ?? null],
  ['price_source', 'text', (event) => event.priceSource],
  ['latency_ms', 'integer', (event) => event.latencyMs],
  ['outcome', 'text', (event) => event.outcome],
];

const NAMES = COLUMNS.map(([name]) => name).join(', ');

/** A column is sent as one array, which Postgres reads several times faster than rows of JSON. */
const INSERT_EVENTS = `INSERT INTO usage_events (tenant_id, ${NAMES})
  SELECT $1::uuid, * FROM unnest(${COLUMNS.map(([, type], index) => `$${index + 2}::${type}[]`).join(', ')})
  ON CONFLICT (tenant_id, occurred_at, id) DO NOTHING RETURNING id`;

/** Writes the books. The insert itself recognises what is in them already: there is no claim that could outlive a failure. */
@Injectable()
export class UsageStore {
  constructor(private readonly months: UsageMonths) {}

  /** Adds events and returns the ids of those that were not there yet. */
  async addEvents(transaction: TenantTransaction, events: readonly BookedEvent[]): Promise<string[]> {
    if (events.length === 0) return [];
    await this.months.ensure(
      transaction,
      events.map(({ occurredAt }) => occurredAt),
    );
    const rows: { id: string }[] = await transaction.manager.query(INSERT_EVENTS, [
      transaction.tenantId,
      ...COLUMNS.map(([, , of]) => events.map(of)),
    ]);
    return rows.map((row) => row.id);
  }

  /** Adds a message; false when it was there already. */
  async addMessage(transaction: TenantTransaction, message: MessageEvent): Promise<boolean> {
    await this.months.ensure(transaction, [message.occurredAt]);
    const rows: unknown[] = await transaction.manager.query(
      `INSERT INTO message_events (tenant_id, id, occurred_at, agent_id, conversation_id, channel_kind, direction)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (tenant_id, occurred_at, id) DO NOTHING RETURNING id`,
      [
        transaction.tenantId,
        message.id,
        message.occurredAt,
        message.agentId,
        message.conversationId,
        message.channelKind,
        message.direction,
      ],
    );
    return rows.length > 0;
  }
}
