import type { NoticeKind, Permission } from '@konstruct/contracts';
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Clock, newId, type TenantTransaction } from '@konstruct/platform';
import type { NoticeContent } from './notice-news';
import { Notice } from './notice.entity';

/** Of no topic that a business chooses from: what it tells is for one person (`userId`). */
export type PersonalKind = `user.${string}`;

/** What a module wants a business's people to hear. */
export interface NewNotice extends NoticeContent {
  /** `subject.what`, such as `channel.broken`; for programs. */
  readonly kind: NoticeKind | PersonalKind;
  /** What it is about, such as `channel:<id>`; one notice of a key is open at a time. */
  readonly dedupeKey: string;
  /** Whoever has this permission sees it; everybody in the business when left out. */
  readonly audience?: Permission;
  /** The one person whom it concerns, where it is nobody else's business. */
  readonly userId?: string;
}

/** Reads and writes notices. */
@Injectable()
export class NoticeStore {
  constructor(private readonly clock: Clock) {}

  findOpen({ manager, tenantId }: TenantTransaction, dedupeKey: string): Promise<Notice | null> {
    return manager.findOneBy(Notice, { tenantId, dedupeKey, resolvedAt: IsNull() });
  }

  find({ manager, tenantId }: TenantTransaction, id: string): Promise<Notice | null> {
    return manager.findOneBy(Notice, { tenantId, id });
  }

  /** Null when another transaction raised it meanwhile. */
  async insertOnce(
    { manager, tenantId }: TenantTransaction,
    { kind, severity, audience = 'tenant:read', userId, title, body, link, dedupeKey }: NewNotice,
  ): Promise<{ id: string; kind: string } | null> {
    const rows: unknown[] = await manager.query(
      `INSERT INTO notices (tenant_id, id, kind, severity, audience, user_id, title, body, link, dedupe_key, raised_at, changed_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)
       ON CONFLICT (tenant_id, dedupe_key) WHERE resolved_at IS NULL DO NOTHING RETURNING id`,
      [tenantId, newId(), kind, severity, audience, userId ?? null, title, body, link, dedupeKey, this.clock.now()],
    );
    const [row] = rows as { id: string }[];
    return row ? { id: row.id, kind } : null;
  }

  async change(
    { manager, tenantId }: TenantTransaction,
    id: string,
    { kind, severity, title, body, link }: NoticeContent,
    isNews: boolean,
  ): Promise<void> {
    const when = isNews ? { changedAt: this.clock.now() } : {};
    await manager.update(Notice, { tenantId, id }, { kind, severity, title, body, link, ...when });
  }

  /** The notice that was open until now, or null when none was. */
  async resolve({ manager, tenantId }: TenantTransaction, dedupeKey: string): Promise<Notice | null> {
    const open = await manager.findOneBy(Notice, { tenantId, dedupeKey, resolvedAt: IsNull() });
    if (!open) return null;
    const now = this.clock.now();
    const { affected } = await manager.update(
      Notice,
      { tenantId, id: open.id, resolvedAt: IsNull() },
      { resolvedAt: now, changedAt: now },
    );
    return affected === 1 ? open : null;
  }

  /** Makes it unread again; whoever put it away hears of it only when it is `isForAll`. */
  async unread(
    { manager, tenantId }: TenantTransaction,
    id: string,
    { isForAll }: { isForAll: boolean },
  ): Promise<void> {
    await manager.query(
      'DELETE FROM notice_marks WHERE tenant_id = $1 AND notice_id = $2 AND ($3 OR dismissed_at IS NULL)',
      [tenantId, id, isForAll],
    );
  }
}
