import { Injectable } from '@nestjs/common';
import { decodeIdCursor, pageLimit, toPage, type Page, type TenantTransaction } from '@konstruct/platform';
import type { AuditEventView, AuditQuery } from './audit.dto';

type AuditRow = Omit<AuditEventView, 'occurred_at'> & { occurred_at: Date };

/** Reads audit events, newest first. */
@Injectable()
export class AuditEventStore {
  /** How often something happened since a moment. */
  async countSince({ manager, tenantId }: TenantTransaction, eventType: string, since: Date): Promise<number> {
    const rows: { count: number }[] = await manager.query(
      'SELECT count(*)::int AS count FROM audit_events WHERE tenant_id = $1 AND event_type = $2 AND occurred_at >= $3',
      [tenantId, eventType, since],
    );
    return rows[0]?.count ?? 0;
  }

  async list({ manager, tenantId }: TenantTransaction, query: AuditQuery): Promise<Page<AuditEventView>> {
    const limit = pageLimit(query);
    const before = decodeIdCursor(query.cursor);
    const rows: AuditRow[] = await manager.query(
      `SELECT e.id, e.occurred_at, e.actor_kind, e.actor_name, e.event_type, e.subject_type, e.subject_id, e.summary, e.changes, e.request_id,
              NOT EXISTS (SELECT 1 FROM audit_unsealed u WHERE u.tenant_id = e.tenant_id AND u.event_id = e.id) AS is_sealed
       FROM audit_events e
       WHERE e.tenant_id = $1 AND ($2::uuid IS NULL OR e.id < $2::uuid)
         AND ($3::text IS NULL OR e.event_type = $3 OR starts_with(e.event_type, $3 || '.'))
         AND ($4::text IS NULL OR e.summary ILIKE $4 OR e.actor_name ILIKE $4 OR e.subject_name ILIKE $4)
       ORDER BY e.id DESC LIMIT $5`,
      [
        tenantId,
        before,
        query.event_type ?? null,
        query.search ? `%${query.search.replaceAll(/[\\%_]/g, '\\$&')}%` : null,
        limit + 1,
      ],
    );
    return toPage(
      rows,
      limit,
      (row) => [row.id],
      (row) => ({ ...row, occurred_at: row.occurred_at.toISOString() }),
    );
  }
}
