import { Injectable } from '@nestjs/common';
import { Clock, type TenantTransaction } from '@konstruct/platform';
import { InboxEvent } from './inbox-event.entity';

/** Where a message stands, by the provider's ids. */
export interface InboxPlace {
  readonly channelId: string;
  readonly threadRoot: string;
  readonly ts: string;
}

/** Reads and writes the inbox. */
@Injectable()
export class InboxEventStore {
  constructor(private readonly clock: Clock) {}

  /** False when the event was stored before. */
  async insertOnce(
    { manager, tenantId }: TenantTransaction,
    event: Omit<InboxEvent, 'tenantId' | 'receivedAt' | 'processedAt'>,
  ): Promise<boolean> {
    const result = await manager
      .createQueryBuilder()
      .insert()
      .into(InboxEvent)
      .values({ ...event, tenantId, receivedAt: this.clock.now() })
      .orIgnore()
      .returning('id')
      .execute();
    return (result.raw as unknown[]).length > 0;
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
