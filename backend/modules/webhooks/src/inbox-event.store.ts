import { Injectable } from '@nestjs/common';
import { Clock, type TenantTransaction } from '@konstruct/platform';
import { InboxEvent } from './inbox-event.entity';

/** Where a message stands, by the provider's ids. */
export interface InboxPlace {
  readonly channelId: string;
  readonly threadRoot: string;
  readonly ts: string;
  /** Direct conversations are one, whatever the thread. */
  readonly isDirect: boolean;
}

/** An event that came in, and how the audit log tells of it. */
export interface ReceivedEvent extends Pick<InboxEvent, 'id' | 'dedupeKey' | 'payload' | 'state' | 'outcome'> {
  readonly summary: string;
  readonly requestId: string;
}

const INSERT_NEW = `
  INSERT INTO inbox_events (tenant_id, id, provider, dedupe_key, connection_id, payload, state, outcome, received_at)
  SELECT $2, id, 'slack', dedupe_key, $3, payload, state, outcome, $4
  FROM jsonb_to_recordset($1::jsonb) AS event(id uuid, dedupe_key text, payload jsonb, state text, outcome text)
  ORDER BY dedupe_key
  ON CONFLICT (tenant_id, provider, dedupe_key) DO NOTHING
  RETURNING id`;

const LONGEST_WAIT_MS = 60_000;

/** Reads and writes the inbox. */
@Injectable()
export class InboxEventStore {
  constructor(private readonly clock: Clock) {}

  /** Stores the events that are not there yet; answers those. In the order of their keys: two processes may store the same repeats. */
  async insertNew(
    { manager, tenantId }: TenantTransaction,
    connectionId: string,
    events: readonly ReceivedEvent[],
  ): Promise<ReceivedEvent[]> {
    const given = events.map(({ id, dedupeKey, payload, state, outcome }) => {
      return { id, dedupe_key: dedupeKey, payload, state, outcome };
    });
    const values = [JSON.stringify(given), tenantId, connectionId, this.clock.now()];
    const rows: { id: string }[] = await manager.query(INSERT_NEW, values);
    const stored = new Set(rows.map(({ id }) => id));
    return events.filter(({ id }) => stored.has(id));
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
   * Whether a message of the same thread was written before and still waits: its job may be with a process that was killed.
   * One that has waited for a minute holds up nobody.
   */
  async hasEarlierWaiting(
    { manager, tenantId }: TenantTransaction,
    { channelId, threadRoot, ts, isDirect }: InboxPlace,
  ): Promise<boolean> {
    const rows: unknown[] = await manager.query(
      `SELECT 1 FROM inbox_events
       WHERE tenant_id = $1 AND state = 'received' AND payload->'event'->>'channel' = $2
         AND ($6 OR coalesce(payload->'event'->>'thread_ts', payload->'event'->>'ts') = $3) AND payload->'event'->>'ts' < $4
         AND received_at > $5 LIMIT 1`,
      [tenantId, channelId, threadRoot, ts, new Date(this.clock.now().getTime() - LONGEST_WAIT_MS), isDirect],
    );
    return rows.length > 0;
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
