import { Clock, Database, LiveUpdates, type TenantContext, type TenantTransaction } from '@konstruct/platform';
import { Injectable } from '@nestjs/common';
import { NoticeListQuery } from './notice-list.query';
import type { UnreadNoticesView } from './notices.dto';
import { NoticeError } from './notices.errors';

/** What a person does with notices; the same person's other windows follow. */
@Injectable()
export class NoticeReader {
  constructor(
    private readonly database: Database,
    private readonly notices: NoticeListQuery,
    private readonly live: LiveUpdates,
    private readonly clock: Clock,
  ) {}

  read(context: TenantContext, id: string): Promise<UnreadNoticesView> {
    return this.change(context, async (transaction) => {
      if (!(await this.notices.markRead(transaction, id, this.clock.now()))) throw new NoticeError('notice_not_found');
    });
  }

  readAll(context: TenantContext): Promise<UnreadNoticesView> {
    return this.change(context, (transaction) => this.notices.markAllRead(transaction, this.clock.now()));
  }

  dismiss(context: TenantContext, id: string): Promise<UnreadNoticesView> {
    return this.change(context, async (transaction) => {
      if (!(await this.notices.dismiss(transaction, id, this.clock.now()))) throw new NoticeError('notice_not_found');
    });
  }

  private change(
    context: TenantContext,
    work: (transaction: TenantTransaction) => Promise<void>,
  ): Promise<UnreadNoticesView> {
    return this.database.inTenant(context, async (transaction) => {
      await work(transaction);
      await this.live.announce(transaction, 'notices');
      return this.notices.countUnread(transaction);
    });
  }
}
