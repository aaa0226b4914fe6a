import { ChannelConnections, explainChannelError, isMoot } from '@konstruct/channels';
import { Notices } from '@konstruct/notices';
import type { TenantTransaction } from '@konstruct/platform';
import { Injectable } from '@nestjs/common';

/** Tells a business's people of answers that did not get through: one notice for a connection, however many they are. */
@Injectable()
export class DeliveryAlerts {
  constructor(
    private readonly connections: ChannelConnections,
    private readonly notices: Notices,
  ) {}

  /** To be called whenever an answer of the connection was given up, or one that had been is settled. */
  async update(transaction: TenantTransaction, connectionId: string): Promise<void> {
    const dedupeKey = `undelivered:${connectionId}`;
    const { count, error_code: code, error_codes: codes } = await findUndelivered(transaction, connectionId);
    if (count === 0 || code === null) return this.notices.resolve(transaction, dedupeKey);
    const connection = await this.connections.find(transaction, connectionId);
    if (!connection) throw new Error('an answer goes out through a connection');
    const { meaning, fix } = explainChannelError(connection.kind, code);
    await this.notices.raise(transaction, {
      kind: 'message.undelivered',
      severity: codes.every((each) => isMoot(connection.kind, each)) ? 'info' : 'critical',
      title: count === 1 ? 'An answer could not be delivered' : `${count} answers could not be delivered`,
      body: `In ${connection.workspaceName}: ${meaning} ${fix}`,
      link: 'deliveries',
      dedupeKey,
    });
  }
}

interface Undelivered {
  readonly count: number;
  /** Why the latest of them was given up. */
  readonly error_code: string | null;
  readonly error_codes: readonly string[];
}

async function findUndelivered({ manager, tenantId }: TenantTransaction, connectionId: string): Promise<Undelivered> {
  const rows: Undelivered[] = await manager.query(
    `SELECT count(DISTINCT message_id)::int AS count, (array_agg(error_code ORDER BY first_attempt_at DESC NULLS LAST))[1] AS error_code,
       array_agg(DISTINCT coalesce(error_code, '')) AS error_codes
     FROM deliveries WHERE tenant_id = $1 AND connection_id = $2 AND state IN ('failed', 'parked')`,
    [tenantId, connectionId],
  );
  return rows[0] ?? { count: 0, error_code: null, error_codes: [] };
}
