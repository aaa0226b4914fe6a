import { Inject, Injectable } from '@nestjs/common';
import { NOTICE_TOLD_JOB, type NoticeTold } from '@konstruct/notices';
import {
  HandlesJob,
  PLATFORM_SETTINGS,
  systemContext,
  type JobHandler,
  type PlatformSettings,
  type TenantContext,
} from '@konstruct/platform';
import { SlackMessenger } from '../slack/slack-messenger';
import { SlackSendError } from '../slack/slack-send-error';
import { noticeMessage, resolutionMessage, settledMessage } from './notice-message';
import { NoticePostDesk, type NextPost } from './notice-post-desk';

/** Posts notices in the Slack channel that a business chose for them, as the app itself, once each. */
@Injectable()
@HandlesJob(NOTICE_TOLD_JOB)
export class PostNoticeWhenToldHandler implements JobHandler {
  constructor(
    private readonly desk: NoticePostDesk,
    private readonly slack: SlackMessenger,
    @Inject(PLATFORM_SETTINGS) private readonly settings: PlatformSettings,
  ) {}

  async run(payload: unknown): Promise<void> {
    const told = payload as NoticeTold;
    const context = systemContext(told.tenant_id, 'notices');
    const next = await this.desk.begin(context, told);
    if (!next) return;
    try {
      await this.desk.recordSent(context, next.post, await this.post(context, next));
      await this.takeButtonsAway(context, next);
    } catch (error) {
      if (!(error instanceof SlackSendError)) throw error;
      await this.desk.recordFailure(context, next, error);
    }
  }

  /** What may have arrived in an earlier attempt is looked up first. */
  private async post(context: TenantContext, { post, notice, isInDoubt }: NextPost): Promise<string> {
    const place = { channelId: post.externalChannelId, threadTs: post.thread };
    const search = { ...place, replyId: post.id, since: post.createdAt };
    const found = isInDoubt ? await this.slack.findReply(context, post.connectionId, search) : null;
    if (found) return found.ts;
    const portal = { publicUrl: this.settings.PUBLIC_URL, tenantId: post.tenantId };
    const message = post.isResolution ? { text: resolutionMessage(notice) } : noticeMessage(notice, portal);
    const outgoing = { ...place, ...message, replyId: post.id, author: null };
    return (await this.slack.post(context, post.connectionId, outgoing)).ts;
  }

  /** What is over needs nobody's click any more. */
  private async takeButtonsAway(context: TenantContext, { post, notice }: NextPost): Promise<void> {
    const settled = post.isResolution ? settledMessage(notice) : null;
    if (!settled || post.thread === null) return;
    const place = { channelId: post.externalChannelId, ts: post.thread };
    await this.slack.rewrite(context, post.connectionId, { ...place, ...settled });
  }
}
