import { Injectable } from '@nestjs/common';
import { Clock, type TenantTransaction } from '@konstruct/platform';
import { InboxEvent } from './inbox-event.entity';

/** An event that came in, and how the audit log tells of it. */
export interface ReceivedEvent extends Pick<InboxEvent, 'id' | 'dedupeKey' | 'payload' | 'state' | 'outcome' | 'lane'> {
  /** As text, since the provider's clock may be finer than ours. */
  readonly happenedAt: string | null;
  readonly summary: string;
  readonly requestId: string;
}

/** A thread that a mention opened for those who had written there before it arrived. */
export interface OpenedThread {
  readonly connectionId: string;
  readonly channelId: string;
  readonly threadRoot: string;
  /** The mention itself. */
  readonly ts: string;
}

/** What became of an event. */
export interface InboxOutcome {
  readonly id: string;
  readonly state: 'processed' | 'failed';
  readonly outcome: string;
}

const INSERT_NEW = `
  INSERT INTO inbox_events (tenant_id, id, provider, dedupe_key, connection_id, payload, state, outcome, lane, happened_at, received_at)
  SELECT $2, id, $5, dedupe_key, $3, payload, state, outcome, lane, happened_at, $4
  FROM jsonb_to_recordset($1::jsonb)
    AS event(id uuid, dedupe_key text, payload jsonb, state text, outcome text, lane text, happened_at timestamptz)
  ORDER BY dedupe_key
  ON CONFLICT (tenant_id, provider, dedupe_key) DO NOTHING
  RETURNING id`;

/** So many of a lane are read at once. */
export const TURN_SIZE = 100;

/** Reads and writes the inbox. */
@Injectable()
export class InboxEventStore {
  constructor(private readonly clock: Clock) {}

  /** Stores the events that are not there yet; answers those. In the order of their keys: two processes may store the same repeats. */
  async insertNew(
    { manager, tenantId }: TenantTransaction,
    { provider, connectionId }: Pick<InboxEvent, 'provider' | 'connectionId'>,
    events: readonly ReceivedEvent[],
  ): Promise<ReceivedEvent[]> {
    const given = events.map(({ id, dedupeKey, payload, state, outcome, lane, happenedAt }) => {
      return { id, dedupe_key: dedupeKey, payload, state, outcome, lane, happened_at: happenedAt };
    });
    const values = [JSON.stringify(given), tenantId, connectionId, this.clock.now(), provider];
    const rows: { id: string }[] = await manager.query(INSERT_NEW, values);
    const stored = new Set(rows.map(({ id }) => id));
    return events.filter(({ id }) => stored.has(id));
  }

  /** What waits in a lane, in the order in which it happened; nobody else works on it until the transaction ends. */
  findWaiting({ manager, tenantId }: TenantTransaction, lane: string): Promise<InboxEvent[]> {
    return manager.find(InboxEvent, {
      where: { tenantId, lane, state: 'received' },
      order: { happenedAt: 'ASC', id: 'ASC' },
      take: TURN_SIZE,
      lock: { mode: 'pessimistic_write' },
    });
  }

  /** Of these, the ids of those that still wait; nobody else works on them until the transaction ends. */
  async lockWaiting({ manager, tenantId }: TenantTransaction, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const rows: { id: string }[] = await manager.query(
      `SELECT id FROM inbox_events WHERE tenant_id = $1 AND id = ANY($2) AND state = 'received' ORDER BY id FOR UPDATE`,
      [tenantId, ids],
    );
    return new Set(rows.map(({ id }) => id));
  }

  async finish({ manager, tenantId }: TenantTransaction, outcomes: readonly InboxOutcome[]): Promise<void> {
    await manager.query(
      `UPDATE inbox_events AS event SET state = done.state, outcome = done.outcome, processed_at = $3
       FROM jsonb_to_recordset($2::jsonb) AS done(id uuid, state text, outcome text)
       WHERE event.tenant_id = $1 AND event.id = done.id`,
      [tenantId, JSON.stringify(outcomes), this.clock.now()],
    );
  }

  /**
   * Has messages worked on again that were left alone because the mention before them had not arrived yet: providers do not
   * deliver in order.
   */
  async reopenAfterMention({ manager, tenantId }: TenantTransaction, thread: OpenedThread): Promise<boolean> {
    const [, count]: [unknown, number] = await manager.query(
      `UPDATE inbox_events SET state = 'received', outcome = NULL, processed_at = NULL
       WHERE tenant_id = $1 AND connection_id = $2 AND outcome = 'not_addressed'
         AND payload->'event'->>'channel' = $3 AND payload->'event'->>'thread_ts' = $4 AND payload->'event'->>'ts' > $5`,
      [tenantId, thread.connectionId, thread.channelId, thread.threadRoot, thread.ts],
    );
    return count > 0;
  }
}
