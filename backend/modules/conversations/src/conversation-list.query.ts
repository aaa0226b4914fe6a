import { Injectable } from '@nestjs/common';
import { toUsd } from '@konstruct/contracts';
import { decodeCursor, pageLimit, toPage, type Page, type TenantTransaction } from '@konstruct/platform';
import { ConversationError } from './conversations.errors';
import type { ConversationQuery, ConversationView } from './conversations.dto';

interface ConversationRow extends Omit<ConversationView, 'title' | 'last_message_at' | 'cost_usd' | 'taken_over'> {
  readonly last_message_at: Date;
  readonly cost_nano_usd: string;
  readonly taken_over_by: string | null;
  readonly taken_over_by_name: string | null;
  readonly taken_over_at: Date | null;
}

const COLUMNS = `c.id, c.agent_id, a.name AS agent_name, c.channel_kind, c.contact_name, c.place, c.state, c.last_message_preview, c.last_message_at, c.message_count,
  c.taken_over_by, c.taken_over_by_name, c.taken_over_at, c.needs_person_for,
  (SELECT coalesce(sum(u.cost_nano_usd), 0) FROM usage_events u WHERE u.tenant_id = c.tenant_id AND u.conversation_id = c.id) AS cost_nano_usd`;

/** Reads conversations for the portal, with names and cost. */
@Injectable()
export class ConversationListQuery {
  async list({ manager, tenantId }: TenantTransaction, query: ConversationQuery): Promise<Page<ConversationView>> {
    const limit = pageLimit(query);
    const [lastAt, lastId] = decodeCursor(query.cursor, 2) ?? [null, null];
    const rows: ConversationRow[] = await manager.query(
      `SELECT ${COLUMNS} FROM conversations c JOIN agents a ON a.tenant_id = c.tenant_id AND a.id = c.agent_id
       WHERE c.tenant_id = $1 AND ($2::uuid IS NULL OR c.agent_id = $2) AND ($3::text IS NULL OR c.state = $3)
         AND ($4::timestamptz IS NULL OR (c.last_message_at, c.id) < ($4::timestamptz, $5::uuid))
       ORDER BY c.last_message_at DESC, c.id DESC LIMIT $6`,
      [tenantId, query.agent_id ?? null, query.state ?? null, lastAt, lastId, limit + 1],
    );
    return toPage(rows, limit, (row) => [row.last_message_at.toISOString(), row.id], toView);
  }

  async get({ manager, tenantId }: TenantTransaction, id: string): Promise<ConversationView> {
    const rows: ConversationRow[] = await manager.query(
      `SELECT ${COLUMNS} FROM conversations c JOIN agents a ON a.tenant_id = c.tenant_id AND a.id = c.agent_id WHERE c.tenant_id = $1 AND c.id = $2`,
      [tenantId, id],
    );
    if (!rows[0]) throw new ConversationError('conversation_not_found');
    return toView(rows[0]);
  }
}

function toView(found: ConversationRow): ConversationView {
  const { cost_nano_usd, last_message_at, taken_over_by, taken_over_by_name, taken_over_at, ...row } = found;
  const title = row.place.startsWith('#') ? `${row.contact_name} in ${row.place}` : row.contact_name;
  return {
    ...row,
    title,
    last_message_at: last_message_at.toISOString(),
    cost_usd: toUsd(BigInt(cost_nano_usd)),
    taken_over:
      taken_over_by && taken_over_by_name && taken_over_at
        ? { user_id: taken_over_by, name: taken_over_by_name, since: taken_over_at.toISOString() }
        : null,
  };
}
