import { Injectable } from '@nestjs/common';
import type { TimeRange } from '@konstruct/contracts';
import type { TenantTransaction } from '@konstruct/platform';

/** How many messages went through one agent on one kind of channel. */
export interface MessageVolume {
  readonly agentId: string;
  readonly channelKind: string;
  readonly inbound: number;
  readonly outbound: number;
}

/** Counts messages of a stretch of time. */
@Injectable()
export class MessageVolumeQuery {
  byAgentAndChannel({ manager, tenantId }: TenantTransaction, { from, to }: TimeRange): Promise<MessageVolume[]> {
    return manager.query(
      `SELECT agent_id AS "agentId", channel_kind AS "channelKind",
              count(*) FILTER (WHERE direction = 'inbound')::int AS inbound,
              count(*) FILTER (WHERE direction = 'outbound')::int AS outbound
       FROM message_events WHERE tenant_id = $1 AND occurred_at >= $2 AND occurred_at < $3
       GROUP BY agent_id, channel_kind ORDER BY count(*) DESC, agent_id, channel_kind`,
      [tenantId, from, to],
    );
  }
}
