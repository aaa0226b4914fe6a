import { Injectable } from '@nestjs/common';
import { NOTICE_TOPICS } from '@konstruct/contracts';
import { Database, type TenantContext } from '@konstruct/platform';
import { explainChannelError } from '../messaging/channel-languages';
import type { NoticeChannelView } from './notice-channel.dto';
import type { NoticeOutlet } from './notice-outlet.entity';
import { NoticeOutletStore } from './notice-outlet.store';
import type { NoticePost } from './notice-post.entity';
import { NoticePostStore } from './notice-post.store';

/** What a business chose, and whether its notices get there. */
@Injectable()
export class NoticeChannelReader {
  constructor(
    private readonly database: Database,
    private readonly outlets: NoticeOutletStore,
    private readonly posts: NoticePostStore,
  ) {}

  read(context: TenantContext): Promise<NoticeChannelView> {
    return this.database.inTenant(context, async (transaction) => {
      const outlet = await this.outlets.find(transaction);
      return outlet ? toView(outlet, await this.posts.findLatest(transaction)) : NOWHERE;
    });
  }
}

const NOWHERE: NoticeChannelView = {
  connection_id: null,
  channel_id: null,
  channel_name: null,
  topics: [...NOTICE_TOPICS],
  least_severity: 'warning',
  problem: null,
};

function toView(outlet: NoticeOutlet, latest: NoticePost | null): NoticeChannelView {
  const { connectionId, externalChannelId, channelName, topics, leastSeverity } = outlet;
  const isOfHere = latest?.connectionId === connectionId && latest.externalChannelId === externalChannelId;
  // Whoever chooses anew has most likely mended it.
  const code = isOfHere && latest.createdAt > outlet.chosenAt ? latest.errorCode : null;
  return {
    connection_id: connectionId,
    channel_id: externalChannelId,
    channel_name: channelName,
    topics,
    least_severity: leastSeverity,
    problem: code === null ? null : { code, ...explainChannelError('slack', code) },
  };
}
