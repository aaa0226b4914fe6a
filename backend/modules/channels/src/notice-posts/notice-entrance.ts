import { Inject, Injectable } from '@nestjs/common';
import { PLATFORM_SETTINGS, newId, type PlatformSettings, type TenantContext } from '@konstruct/platform';
import { SlackChannelDoor } from '../slack/slack-channel-door';
import { callProblem } from '../slack/slack-connect.errors';
import { SlackMessenger } from '../slack/slack-messenger';
import { greeting } from './notice-message';
import type { NoticeOutlet } from './notice-outlet.entity';

/** Makes sure that notices will arrive in a channel: the app goes in, and says what it is there for. */
@Injectable()
export class NoticeEntrance {
  constructor(
    private readonly door: SlackChannelDoor,
    private readonly slack: SlackMessenger,
    @Inject(PLATFORM_SETTINGS) private readonly settings: PlatformSettings,
  ) {}

  /** Answers the channel's name. */
  async enter(
    context: TenantContext,
    { connectionId, externalChannelId }: Pick<NoticeOutlet, 'connectionId' | 'externalChannelId'>,
  ): Promise<string> {
    const name = await this.door.enter(context, connectionId, externalChannelId);
    const text = greeting({ publicUrl: this.settings.PUBLIC_URL, tenantId: context.tenantId });
    const message = { channelId: externalChannelId, threadTs: null, text, replyId: newId(), author: null };
    await this.slack.post(context, connectionId, message).catch((error: unknown) => {
      throw callProblem(error);
    });
    return name;
  }
}
