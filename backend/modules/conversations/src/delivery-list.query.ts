import { Injectable } from '@nestjs/common';
import { explainChannelError, isProviderLimit } from '@konstruct/channels';
import { decodeCursor, pageLimit, toPage, type Page, type TenantTransaction } from '@konstruct/platform';
import { ConversationError } from './conversations.errors';
import type { DeliveryQuery, DeliveryView } from './deliveries.dto';
import type { DeliveryState } from './delivery.entity';
import type { MessageStatus } from './message.entity';
import { preview } from './preview';

interface DeliveryRow extends Pick<
  DeliveryView,
  | 'id'
  | 'conversation_id'
  | 'agent_id'
  | 'agent_name'
  | 'channel_kind'
  | 'contact_name'
  | 'place'
  | 'attempts'
  | 'is_in_doubt'
  | 'parts'
> {
  readonly text: string;
  readonly status: MessageStatus;
  readonly parts_sent: number;
  readonly taken_over_by_name: string | null;
  readonly is_active: boolean;
  readonly next_attempt_at: Date;
  readonly first_attempt_at: Date | null;
  readonly sent_at: Date | null;
  readonly created_at: Date;
  readonly error_code: string | null;
}

/** The part that decides where a message stands: the first that is not sent, or its last. */
const CURRENT_PART = `SELECT d.attempts, d.is_in_doubt, d.next_attempt_at, d.first_attempt_at, d.sent_at, d.error_code
  FROM deliveries d WHERE d.tenant_id = m.tenant_id AND d.message_id = m.id
  ORDER BY d.state = 'sent', CASE WHEN d.state = 'sent' THEN -d.part ELSE d.part END LIMIT 1`;
const PARTS = `SELECT count(*)::int AS parts, (count(*) FILTER (WHERE p.state = 'sent'))::int AS parts_sent
  FROM deliveries p WHERE p.tenant_id = m.tenant_id AND p.message_id = m.id`;
const DELIVERIES = `SELECT m.id, m.conversation_id, m.text, m.status, m.created_at, c.agent_id, a.name AS agent_name,
    c.channel_kind, c.contact_name, c.place, c.taken_over_by_name, a.is_active, part.*, parts.*
  FROM messages m
  JOIN conversations c ON c.tenant_id = m.tenant_id AND c.id = m.conversation_id
  JOIN agents a ON a.tenant_id = c.tenant_id AND a.id = c.agent_id
  JOIN LATERAL (${CURRENT_PART}) part ON true
  JOIN LATERAL (${PARTS}) parts ON true
  WHERE m.tenant_id = $1 AND m.direction = 'outbound'`;

/** Reads deliveries for the portal: one per outbound message, whose id it bears, with what became of it. */
@Injectable()
export class DeliveryListQuery {
  async list({ manager, tenantId }: TenantTransaction, query: DeliveryQuery): Promise<Page<DeliveryView>> {
    const limit = pageLimit(query);
    const [lastAt, lastId] = decodeCursor(query.cursor, 2) ?? [null, null];
    const rows: DeliveryRow[] = await manager.query(
      `${DELIVERIES} AND ($2::text IS NULL OR m.status = $2) AND ($3::uuid IS NULL OR c.agent_id = $3)
         AND ($4::timestamptz IS NULL OR (m.created_at, m.id) < ($4::timestamptz, $5::uuid))
       ORDER BY m.created_at DESC, m.id DESC LIMIT $6`,
      [tenantId, query.state ? toStatus(query.state) : null, query.agent_id ?? null, lastAt, lastId, limit + 1],
    );
    return toPage(rows, limit, (row) => [row.created_at.toISOString(), row.id], toView);
  }

  async get({ manager, tenantId }: TenantTransaction, id: string): Promise<DeliveryView> {
    const rows: DeliveryRow[] = await manager.query(`${DELIVERIES} AND m.id = $2`, [tenantId, id]);
    if (!rows[0]) throw new ConversationError('delivery_not_found');
    return toView(rows[0]);
  }
}

function toStatus(state: DeliveryState): MessageStatus {
  return state === 'pending' ? 'queued' : state;
}

function toState(status: MessageStatus): DeliveryState {
  if (status === 'received' || status === 'answered' || status === 'ignored')
    throw new Error(`an outbound message cannot be ${status}`);
  return status === 'queued' ? 'pending' : status;
}

function toView({ text, status, taken_over_by_name, is_active, error_code, ...row }: DeliveryRow): DeliveryView {
  const state = toState(status);
  const isPending = state === 'pending';
  return {
    ...row,
    preview: preview(text),
    state,
    held_by: isPending ? taken_over_by_name : null,
    is_employee_away: isPending && !is_active,
    next_attempt_at: isPending ? row.next_attempt_at.toISOString() : null,
    waits_for_limit: isPending && error_code !== null && isProviderLimit(row.channel_kind, error_code),
    first_attempt_at: row.first_attempt_at?.toISOString() ?? null,
    sent_at: state === 'sent' ? (row.sent_at?.toISOString() ?? null) : null,
    created_at: row.created_at.toISOString(),
    error: error_code ? { code: error_code, ...explainChannelError(row.channel_kind, error_code) } : null,
  };
}
