import { Injectable } from '@nestjs/common';
import { Notices, noticeToldJob, type Notice, type NoticeTold } from '@konstruct/notices';
import { Clock, Database, JobQueue, type TenantContext, type TenantTransaction } from '@konstruct/platform';
import { ChannelConnections } from '../channel-connections';
import type { ChannelSendError } from '../messaging/channel-send-error';
import { isToBeParked, retryDelayMs } from '../messaging/send-schedule';
import { isOutdated, isWanted } from './notice-choice';
import { NoticeOutletStore } from './notice-outlet.store';
import type { NoticePost } from './notice-post.entity';
import { NoticePostStore } from './notice-post.store';

/** Longer than everything together that an attempt may wait for. */
const LONGEST_ATTEMPT_MS = 30_000;
/** How soon to look again whether the notice was posted of which this says that it is resolved. */
const NOTICE_FIRST_MS = 5_000;

/** What is to be posted now, and whether an earlier attempt may already have arrived. */
export interface NextPost {
  readonly post: NoticePost;
  readonly notice: Notice;
  readonly isInDoubt: boolean;
}

/** The database side of posting notices: what is to be posted, and what became of it. Each piece of news is posted once. */
@Injectable()
export class NoticePostDesk {
  constructor(
    private readonly database: Database,
    private readonly notices: Notices,
    private readonly outlets: NoticeOutletStore,
    private readonly posts: NoticePostStore,
    private readonly connections: ChannelConnections,
    private readonly jobs: JobQueue,
    private readonly clock: Clock,
  ) {}

  /** Marks the news as being posted; null when it is not wanted, is over, or has to wait. */
  begin(context: TenantContext, told: NoticeTold): Promise<NextPost | null> {
    return this.database.inTenant(context, async (transaction) => {
      const notice = await this.notices.find(transaction, told.notice_id);
      const known = await this.posts.lock(transaction, told.news_id);
      const post = known ?? (notice && (await this.open(transaction, notice, told)));
      if (!notice || post?.state !== 'pending') return null;
      const restMs = this.restOf(post);
      if (restMs > 0) return this.comeBack(transaction, told, restMs);
      if (!post.isInDoubt && isOutdated(post, notice)) {
        await this.posts.update(transaction, post.id, { state: 'skipped' });
        return null;
      }
      return { notice, isInDoubt: post.isInDoubt, post: await this.start(transaction, post) };
    });
  }

  recordSent(context: TenantContext, { id, connectionId }: NoticePost, externalId: string): Promise<void> {
    return this.database.inTenant(context, async (transaction) => {
      const sent = { state: 'sent', isInDoubt: false, errorCode: null, attemptEndsAt: null } as const;
      await this.posts.update(transaction, id, { ...sent, externalId, sentAt: this.clock.now() });
      await this.connections.noteSent(transaction, connectionId);
    });
  }

  recordFailure(context: TenantContext, { post, isInDoubt }: NextPost, error: ChannelSendError): Promise<void> {
    return this.database.inTenant(context, async (transaction) => {
      if (error.isHeldBack) return this.waitForLimit(transaction, { post, isInDoubt, error });
      const isOver = !error.isRetryable || isToBeParked(post.createdAt, this.clock.now());
      await this.posts.update(transaction, post.id, {
        state: isOver ? 'failed' : 'pending',
        errorCode: error.code,
        isInDoubt: isInDoubt || error.isInDoubt,
        attemptEndsAt: null,
      });
      await this.connections.noteFailure(transaction, post.connectionId, error.code);
      if (!isOver) await this.comeBack(transaction, toldOf(post), retryDelayMs(post.attempts, error.retryAfterSeconds));
    });
  }

  /** Slack's limit holds: nothing was tried. */
  private async waitForLimit(
    transaction: TenantTransaction,
    { post, isInDoubt, error }: Omit<NextPost, 'notice'> & { readonly error: ChannelSendError },
  ): Promise<void> {
    const before = { isInDoubt, attempts: post.attempts - 1, attemptEndsAt: null };
    await this.posts.update(transaction, post.id, { ...before, errorCode: error.code });
    await this.comeBack(transaction, toldOf(post), retryDelayMs(post.attempts, error.retryAfterSeconds));
  }

  /** Null when the business does not want it in its channel, or the notice itself has yet to be posted there. */
  private async open(transaction: TenantTransaction, notice: Notice, told: NoticeTold): Promise<NoticePost | null> {
    const outlet = await this.outlets.find(transaction);
    if (!outlet || !isWanted(outlet, notice)) return null;
    const { notice_id: noticeId, news_id: id, is_resolution: isResolution, severity } = told;
    const news = { id, noticeId, isResolution, severity };
    if (isOutdated(news, notice)) return null;
    if (!isResolution) return this.posts.add(transaction, { ...news, ...placeOf(outlet), thread: null });
    const raised = await this.posts.findRaised(transaction, noticeId);
    if (raised?.state === 'pending') return this.comeBack(transaction, told, NOTICE_FIRST_MS);
    if (raised?.state !== 'sent') return null;
    return this.posts.add(transaction, { ...news, ...placeOf(raised), thread: raised.externalId });
  }

  private async start(transaction: TenantTransaction, post: NoticePost): Promise<NoticePost> {
    const attemptEndsAt = new Date(this.clock.now().getTime() + LONGEST_ATTEMPT_MS);
    const started = { attempts: post.attempts + 1, isInDoubt: true, attemptEndsAt };
    await this.posts.update(transaction, post.id, started);
    return { ...post, ...started };
  }

  /** How long an attempt may still be under way that a killed or cut-off process began. */
  private restOf({ attemptEndsAt }: NoticePost): number {
    return attemptEndsAt ? attemptEndsAt.getTime() - this.clock.now().getTime() : 0;
  }

  private async comeBack(transaction: TenantTransaction, told: NoticeTold, delayMs: number): Promise<null> {
    await this.jobs.enqueue(transaction, noticeToldJob(told, delayMs));
    return null;
  }
}

function placeOf({ connectionId, externalChannelId }: ChannelOfNotices): ChannelOfNotices {
  return { connectionId, externalChannelId };
}

type ChannelOfNotices = Pick<NoticePost, 'connectionId' | 'externalChannelId'>;

function toldOf({ tenantId, id, noticeId, isResolution, severity }: NoticePost): NoticeTold {
  return { tenant_id: tenantId, notice_id: noticeId, news_id: id, is_resolution: isResolution, severity };
}
