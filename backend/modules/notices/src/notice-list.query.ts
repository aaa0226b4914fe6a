import { ROLE_PERMISSIONS, type Permission } from '@konstruct/contracts';
import { Injectable } from '@nestjs/common';
import {
  decodeCursor,
  pageLimit,
  toPage,
  type Page,
  type PageQuery,
  type TenantContext,
  type TenantTransaction,
} from '@konstruct/platform';
import type { NoticeView, UnreadNoticesView } from './notices.dto';
import type { NoticeSeverity } from './notice.entity';

interface NoticeRow extends Omit<NoticeView, 'raised_at' | 'changed_at' | 'resolved_at'> {
  readonly raised_at: Date;
  readonly changed_at: Date;
  readonly resolved_at: Date | null;
}

/** The notices that a person may see and has not put away. */
const SEEN = `FROM notices n
  LEFT JOIN notice_marks m ON m.tenant_id = n.tenant_id AND m.notice_id = n.id AND m.user_id = $2
  WHERE n.tenant_id = $1 AND n.audience = ANY($3::text[]) AND (n.user_id IS NULL OR n.user_id = $2::uuid) AND m.dismissed_at IS NULL`;

/** Reads notices as the person sees them who asks. */
@Injectable()
export class NoticeListQuery {
  async list(transaction: TenantTransaction, query: PageQuery): Promise<Page<NoticeView>> {
    const limit = pageLimit(query);
    const [lastAt, lastId] = decodeCursor(query.cursor, 2) ?? [null, null];
    const rows: NoticeRow[] = await transaction.manager.query(
      `SELECT n.id, n.kind, n.severity, n.title, n.body, n.link, n.raised_at, n.changed_at, n.resolved_at, m.read_at IS NOT NULL AS is_read
       ${SEEN} AND ($4::timestamptz IS NULL OR (n.changed_at, n.id) < ($4::timestamptz, $5::uuid))
       ORDER BY n.changed_at DESC, n.id DESC LIMIT $6`,
      [...viewerOf(transaction.context), lastAt, lastId, limit + 1],
    );
    return toPage(rows, limit, (row) => [row.changed_at.toISOString(), row.id], toView);
  }

  async countUnread(transaction: TenantTransaction): Promise<UnreadNoticesView> {
    const rows: { severity: NoticeSeverity; count: number }[] = await transaction.manager.query(
      `SELECT n.severity, count(*)::int AS count ${SEEN} AND m.read_at IS NULL GROUP BY n.severity`,
      viewerOf(transaction.context),
    );
    const countOf = (severity: NoticeSeverity): number => rows.find((row) => row.severity === severity)?.count ?? 0;
    const [info, warning, critical] = [countOf('info'), countOf('warning'), countOf('critical')];
    return { total: info + warning + critical, info, warning, critical };
  }

  /** Whether there was such a notice for this person. */
  async markRead(transaction: TenantTransaction, id: string, at: Date): Promise<boolean> {
    return (await this.mark(transaction, at, { id, isDismissed: false })) > 0;
  }

  async markAllRead(transaction: TenantTransaction, at: Date): Promise<void> {
    await this.mark(transaction, at, { id: null, isDismissed: false });
  }

  /** Whether there was such a notice for this person. */
  async dismiss(transaction: TenantTransaction, id: string, at: Date): Promise<boolean> {
    return (await this.mark(transaction, at, { id, isDismissed: true })) > 0;
  }

  private async mark(
    transaction: TenantTransaction,
    at: Date,
    { id, isDismissed }: { id: string | null; isDismissed: boolean },
  ): Promise<number> {
    const rows: unknown[] = await transaction.manager.query(
      `INSERT INTO notice_marks (tenant_id, notice_id, user_id, read_at, dismissed_at)
       SELECT n.tenant_id, n.id, $2, $4, CASE WHEN $6 THEN $4::timestamptz END ${SEEN} AND ($5::uuid IS NULL OR n.id = $5)
       ON CONFLICT (tenant_id, notice_id, user_id) DO UPDATE SET dismissed_at = coalesce(notice_marks.dismissed_at, EXCLUDED.dismissed_at)
       RETURNING notice_id`,
      [...viewerOf(transaction.context), at, id, isDismissed],
    );
    return rows.length;
  }
}

function viewerOf({ tenantId, actor, role }: TenantContext): [string, string | null, readonly Permission[]] {
  return [tenantId, actor.id, role ? ROLE_PERMISSIONS[role] : []];
}

function toView({ raised_at, changed_at, resolved_at, ...row }: NoticeRow): NoticeView {
  return {
    ...row,
    raised_at: raised_at.toISOString(),
    changed_at: changed_at.toISOString(),
    resolved_at: resolved_at?.toISOString() ?? null,
  };
}
