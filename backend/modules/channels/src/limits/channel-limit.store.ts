import { Injectable } from '@nestjs/common';
import type { TenantTransaction } from '@konstruct/platform';
import type { ChannelLimit } from './channel-limit.entity';

/** Old limits are of no use; a person's is kept a while longer than it holds. */
const KEPT_MS = 60 * 60 * 1_000;

/** Reads and writes the limits that providers set. */
@Injectable()
export class ChannelLimitStore {
  /** The longest that holds now, with one more in its queue; null when the way is free. */
  async queueUp(
    { manager, tenantId }: TenantTransaction,
    connectionId: string,
    scopes: readonly string[],
    now: Date,
  ): Promise<Pick<ChannelLimit, 'code' | 'until' | 'waiting'> | null> {
    const [rows]: [Pick<ChannelLimit, 'code' | 'until' | 'waiting'>[], number] = await manager.query(
      `UPDATE channel_limits SET waiting = waiting + 1 WHERE tenant_id = $1 AND connection_id = $2 AND scope = (
         SELECT scope FROM channel_limits WHERE tenant_id = $1 AND connection_id = $2 AND scope = ANY($3) AND until > $4
         ORDER BY until DESC LIMIT 1)
       RETURNING code, until, waiting`,
      [tenantId, connectionId, scopes, now],
    );
    return rows[0] ?? null;
  }

  /** A limit that is reached again holds longer, and its queue begins anew. */
  async hold(
    { manager, tenantId }: TenantTransaction,
    { connectionId, scope, code, until }: Omit<ChannelLimit, 'tenantId' | 'waiting'>,
    now: Date,
  ): Promise<void> {
    await manager.query(
      `INSERT INTO channel_limits (tenant_id, connection_id, scope, code, until) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (tenant_id, connection_id, scope) DO UPDATE SET code = EXCLUDED.code, until = EXCLUDED.until, waiting = 0
       WHERE channel_limits.until < EXCLUDED.until`,
      [tenantId, connectionId, scope, code, until],
    );
    await manager.query(
      `UPDATE channel_connections SET limited_until = greatest(limited_until, $3) WHERE tenant_id = $1 AND id = $2`,
      [tenantId, connectionId, until],
    );
    await manager.query('DELETE FROM channel_limits WHERE tenant_id = $1 AND connection_id = $2 AND until < $3', [
      tenantId,
      connectionId,
      new Date(now.getTime() - KEPT_MS),
    ]);
  }
}
