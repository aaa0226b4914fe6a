import { Injectable } from '@nestjs/common';
import { AuditLog } from '@konstruct/audit';
import {
  decodeCursor,
  newId,
  pageLimit,
  toPage,
  type Page,
  type PageQuery,
  type TenantTransaction,
} from '@konstruct/platform';
import { TenantDirectory } from '@konstruct/tenants';
import { Raw, type FindOptionsWhere } from 'typeorm';
import { inWords, type Sentence } from './money-words';
import { TimelineEntry } from './timeline-entry.entity';

/** Something worth telling. */
export type Tale = Pick<TimelineEntry, 'occurredAt' | 'kind' | 'url'> & { readonly summary: Sentence };

/** Tells the story of a business's billing: on its page, and in the audit log. */
@Injectable()
export class Timeline {
  constructor(
    private readonly audit: AuditLog,
    private readonly tenants: TenantDirectory,
  ) {}

  async tell(transaction: TenantTransaction, tales: readonly Tale[]): Promise<void> {
    if (tales.length === 0) return;
    const { manager, tenantId } = transaction;
    const { timeZone } = await this.tenants.find(transaction);
    const told = tales.map((tale) => ({ ...tale, summary: inWords(tale.summary, timeZone) }));
    await manager.insert(
      TimelineEntry,
      told.map((tale) => ({ ...tale, tenantId, id: newId() })),
    );
    await this.audit.recordAll(
      transaction,
      told.map(({ kind, summary }) => ({
        event_type: `billing.${kind}`,
        subject: { type: 'tenant', id: tenantId },
        summary,
      })),
    );
  }

  /** The latest first. */
  async list<View>(
    { manager, tenantId }: TenantTransaction,
    query: PageQuery,
    toView: (entry: TimelineEntry) => View,
  ): Promise<Page<View>> {
    const limit = pageLimit(query);
    const [time, id] = decodeCursor(query.cursor, 2) ?? [];
    const where: FindOptionsWhere<TimelineEntry> = { tenantId };
    if (time !== undefined && id !== undefined) {
      where.occurredAt = Raw((column) => `(${column}, id) < (:time::timestamptz, :id::uuid)`, { time, id });
    }
    const entries = await manager.find(TimelineEntry, {
      where,
      order: { occurredAt: 'DESC', id: 'DESC' },
      take: limit + 1,
    });
    return toPage(entries, limit, (entry) => [entry.occurredAt.toISOString(), entry.id], toView);
  }
}
