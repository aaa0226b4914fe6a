import { AuditLog } from '@konstruct/audit';
import { JobQueue, LiveUpdates, newId, type TenantTransaction } from '@konstruct/platform';
import { Injectable } from '@nestjs/common';
import { newsOf } from './notice-news';
import { noticeToldJob } from './notice-told';
import type { Notice } from './notice.entity';
import { NoticeStore, type NewNotice } from './notice.store';

/** The news of a notice. */
type Told = Pick<Notice, 'id' | 'kind' | 'severity' | 'title'> & { readonly userId?: string | null };

/**
 * The one way to tell a business's people something. Raised in the transaction of its cause, so that neither is there without
 * the other; raising again what is open, and resolving what is not, change nothing.
 */
@Injectable()
export class Notices {
  constructor(
    private readonly store: NoticeStore,
    private readonly audit: AuditLog,
    private readonly live: LiveUpdates,
    private readonly jobs: JobQueue,
  ) {}

  find(transaction: TenantTransaction, id: string): Promise<Notice | null> {
    return this.store.find(transaction, id);
  }

  async raise(transaction: TenantTransaction, notice: NewNotice): Promise<void> {
    const open = await this.store.findOpen(transaction, notice.dedupeKey);
    if (open) return this.raiseAgain(transaction, open, notice);
    const raised = await this.store.insertOnce(transaction, notice);
    // Another transaction raised it meanwhile, and has ended.
    if (!raised) return this.raise(transaction, notice);
    await this.tell(transaction, { ...raised, ...notice });
  }

  /** Ends the open notice of this key, if there is one, and tells of it. */
  async resolve(transaction: TenantTransaction, dedupeKey: string): Promise<void> {
    const resolved = await this.store.resolve(transaction, dedupeKey);
    if (!resolved) return;
    await this.store.unread(transaction, resolved.id, { isForAll: false });
    await this.tell(transaction, resolved, true);
  }

  private async raiseAgain(transaction: TenantTransaction, open: Notice, notice: NewNotice): Promise<void> {
    const news = newsOf(open, notice);
    if (news === 'unchanged') return;
    await this.store.change(transaction, open.id, notice, news === 'worse');
    if (news === 'reworded') return this.live.announce(transaction, 'notices');
    await this.store.unread(transaction, open.id, { isForAll: true });
    await this.tell(transaction, { ...open, ...notice });
  }

  private async tell(
    transaction: TenantTransaction,
    { id, kind, severity, title, userId }: Told,
    isResolution = false,
  ): Promise<void> {
    await this.live.announce(transaction, 'notices');
    // What concerns one person is posted nowhere, and its cause has left a trace of its own.
    if (userId) return;
    const { tenantId: tenant_id } = transaction;
    await this.audit.record(transaction, {
      event_type: isResolution ? 'notice.resolved' : 'notice.raised',
      subject: { type: 'notice', id, name: kind },
      summary: isResolution ? `Resolved: ${title}` : title,
    });
    const told = { tenant_id, notice_id: id, news_id: newId(), is_resolution: isResolution, severity };
    await this.jobs.enqueue(transaction, noticeToldJob(told));
  }
}
