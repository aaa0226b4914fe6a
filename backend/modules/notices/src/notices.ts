import { AuditLog } from '@konstruct/audit';
import { LiveUpdates, type TenantTransaction } from '@konstruct/platform';
import { Injectable } from '@nestjs/common';
import { newsOf } from './notice-news';
import type { Notice } from './notice.entity';
import { NoticeStore, type NewNotice } from './notice.store';

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
  ) {}

  async raise(transaction: TenantTransaction, notice: NewNotice): Promise<void> {
    const open = await this.store.findOpen(transaction, notice.dedupeKey);
    if (open) return this.raiseAgain(transaction, open, notice);
    const raised = await this.store.insertOnce(transaction, notice);
    // Another transaction raised it meanwhile, and has ended.
    if (!raised) return this.raise(transaction, notice);
    await this.tell(transaction, raised, 'notice.raised', notice.title);
  }

  /** Ends the open notice of this key, if there is one, and tells of it. */
  async resolve(transaction: TenantTransaction, dedupeKey: string): Promise<void> {
    const resolved = await this.store.resolve(transaction, dedupeKey);
    if (!resolved) return;
    await this.store.unread(transaction, resolved.id, { isForAll: false });
    await this.tell(transaction, resolved, 'notice.resolved', `Resolved: ${resolved.title}`);
  }

  private async raiseAgain(transaction: TenantTransaction, open: Notice, notice: NewNotice): Promise<void> {
    const news = newsOf(open, notice);
    if (news === 'unchanged') return;
    await this.store.change(transaction, open.id, notice, news === 'worse');
    if (news === 'reworded') return this.live.announce(transaction, 'notices');
    await this.store.unread(transaction, open.id, { isForAll: true });
    await this.tell(transaction, { id: open.id, kind: notice.kind }, 'notice.raised', notice.title);
  }

  private async tell(
    transaction: TenantTransaction,
    { id, kind }: Pick<Notice, 'id' | 'kind'>,
    eventType: string,
    summary: string,
  ): Promise<void> {
    await this.audit.record(transaction, {
      event_type: eventType,
      subject: { type: 'notice', id, name: kind },
      summary,
    });
    await this.live.announce(transaction, 'notices');
  }
}
