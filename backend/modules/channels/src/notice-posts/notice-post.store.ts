import { Injectable } from '@nestjs/common';
import { Clock, type TenantTransaction } from '@konstruct/platform';
import { NoticePost } from './notice-post.entity';

/** What is known of a post before its first attempt. */
export type NewNoticePost = Pick<
  NoticePost,
  'id' | 'noticeId' | 'isResolution' | 'severity' | 'connectionId' | 'externalChannelId' | 'thread'
>;

/** Reads and writes posts of notices. */
@Injectable()
export class NoticePostStore {
  constructor(private readonly clock: Clock) {}

  /** Waits for whoever else is at the same news. */
  lock({ manager, tenantId }: TenantTransaction, id: string): Promise<NoticePost | null> {
    return manager.findOne(NoticePost, { where: { tenantId, id }, lock: { mode: 'pessimistic_write' } });
  }

  async add({ manager, tenantId }: TenantTransaction, post: NewNoticePost): Promise<NoticePost> {
    const added = { ...post, tenantId, state: 'pending' as const, createdAt: this.clock.now() };
    await manager.insert(NoticePost, added);
    return manager.findOneByOrFail(NoticePost, { tenantId, id: post.id });
  }

  async update(
    { manager, tenantId }: TenantTransaction,
    id: string,
    change: Partial<Omit<NoticePost, 'tenantId' | 'id'>>,
  ): Promise<void> {
    await manager.update(NoticePost, { tenantId, id }, change);
  }

  /** The latest message that told of a notice, sent or still to be. */
  findRaised({ manager, tenantId }: TenantTransaction, noticeId: string): Promise<NoticePost | null> {
    return manager.findOne(NoticePost, { where: { tenantId, noticeId, isResolution: false }, order: { id: 'DESC' } });
  }

  findLatest({ manager, tenantId }: TenantTransaction): Promise<NoticePost | null> {
    return manager.findOne(NoticePost, { where: { tenantId }, order: { createdAt: 'DESC', id: 'DESC' } });
  }
}
