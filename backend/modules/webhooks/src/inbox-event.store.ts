import { Injectable } from '@nestjs/common';
import { Clock, newId, type TenantTransaction } from '@konstruct/platform';
import { InboxEvent } from './inbox-event.entity';

/** Where a message stands, by the provider's ids. */
export interface InboxPlace {
  readonly channelId: string;
  readonly threadRoot: string;
  readonly ts: string;
}

/** An event that came in, and how the audit log tells of it. */
export interface ReceivedEvent extends Pick<InboxEvent, 'id' | 'dedupeKey' | 'payload' | 'state' | 'outcome'> {
  readonly summary: string;
  readonly requestId: string;
}

const INSERT_NEW = `
  WITH given AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS event(id uuid, dedupe_key text, payload jsonb, state text, outcome text,
      summary text, audit_id uuid, request_id text)),
  stored AS (
    INSERT INTO inbox_events (tenant_id, id, provider, dedupe_key, connection_id, payload, state, outcome, received_at)
    SELECT $2, id, 'slack', dedupe_key, $3, payload, state, outcome, $4 FROM given ORDER BY dedupe_key
    ON CONFLICT (tenant_id, provider, dedupe_key) DO NOTHING
    RETURNING id, state),
  audited AS (
    INSERT INTO audit_events (tenant_id, id, occurred_at, actor_kind, actor_id, actor_name, event_type,
      subject_type, subject_id, summary, request_id)
    SELECT $2, audit_id, $4, $5, $6, $7, 'webhook.received', 'inbox_event', id, summary, request_id FROM given JOIN stored USING (id)
    RETURNING id),
  unsealed AS (INSERT INTO audit_unsealed (tenant_id, event_id) SELECT $2, id FROM audited)
  SELECT id, state FROM stored`;

/** Reads and writes the inbox. */
@Injectable()
export class InboxEventStore {
  constructor(private readonly clock: Clock) {}

  /**
   * Stores the events that are not there yet, each with its audit event, in one statement; answers those. The audit events
   * are written here and not by the AuditLog, which takes one at a time: two round trips for each event halved the rate at
   * which webhooks are acknowledged. In the order of their keys, because two processes may store the same repeats.
   */
  insertNew(
    { manager, tenantId, context }: TenantTransaction,
    connectionId: string,
    events: readonly ReceivedEvent[],
  ): Promise<Pick<InboxEvent, 'id' | 'state'>[]> {
    const given = events.map(({ id, dedupeKey, payload, state, outcome, summary, requestId }) => ({
      ...{ id, dedupe_key: dedupeKey, payload, state, outcome, summary },
      ...{ audit_id: newId(), request_id: requestId },
    }));
    const { actor } = context;
    const values = [JSON.stringify(given), tenantId, connectionId, this.clock.now(), actor.kind, actor.id, actor.name];
    return manager.query(INSERT_NEW, values);
  }

  find({ manager, tenantId }: TenantTransaction, id: string): Promise<InboxEvent | null> {
    return manager.findOneBy(InboxEvent, { tenantId, id });
  }

  /** Null when another process has worked on it already. */
  async lockReceived({ manager, tenantId }: TenantTransaction, id: string): Promise<InboxEvent | null> {
    return manager.findOne(InboxEvent, {
      where: { tenantId, id, state: 'received' },
      lock: { mode: 'pessimistic_write' },
    });
  }

  async markProcessed({ manager, tenantId }: TenantTransaction, id: string, outcome: string): Promise<void> {
    await manager.update(InboxEvent, { tenantId, id }, { state: 'processed', outcome, processedAt: this.clock.now() });
  }

  /** Lets one message of a channel be decided at a time; ends with the transaction. */
  async lockChannel({ manager }: TenantTransaction, connectionId: string, channelId: string): Promise<void> {
    await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `inbox:${connectionId}:${channelId}`,
    ]);
  }

  /**
   * Takes up messages again that were left alone because the mention before them had not arrived yet: providers do not
   * deliver in order. Answers their ids.
   */
  async reopenAfterMention(
    { manager, tenantId }: TenantTransaction,
    connectionId: string,
    place: InboxPlace,
  ): Promise<string[]> {
    const [rows]: [{ id: string }[], number] = await manager.query(
      `UPDATE inbox_events SET state = 'received', outcome = NULL, processed_at = NULL
       WHERE tenant_id = $1 AND connection_id = $2 AND outcome = 'not_addressed'
         AND payload->'event'->>'channel' = $3 AND payload->'event'->>'thread_ts' = $4 AND payload->'event'->>'ts' > $5
       RETURNING id`,
      [tenantId, connectionId, place.channelId, place.threadRoot, place.ts],
    );
    return rows.map((row) => row.id);
  }
}
