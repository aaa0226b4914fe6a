import { Injectable } from '@nestjs/common';
import type { TenantContext, TenantTransaction } from '@konstruct/platform';
import type { ChannelDriver, ChannelOutlet, OpenedPlace, Opening, OpeningWords } from '../messaging/channel-driver';
import { splitForSlack } from './slack-format';
import { SlackMessenger } from './slack-messenger';
import { SlackSendError } from './slack-send-error';

/** Slack as one channel among others: a place is a channel of the workspace, a message's id its timestamp. */
@Injectable()
export class SlackDriver implements ChannelDriver {
  constructor(private readonly slack: SlackMessenger) {}

  async outlet(transaction: TenantTransaction, connectionId: string): Promise<ChannelOutlet> {
    const { context } = transaction;
    const connection = await this.slack.read(transaction, connectionId);
    return {
      post: ({ placeId, thread, ...message }) =>
        this.slack.post(context, connection, { ...message, channelId: placeId, threadTs: thread }).then(toExternal),
      findReply: async ({ placeId, thread, ...search }) => {
        const place = { channelId: placeId, threadTs: thread };
        const found = await this.slack.findReply(context, connection, { ...search, ...place });
        return found && toExternal(found);
      },
      // Slack shows a status under a thread, and has none elsewhere.
      showThinking: async ({ placeId, thread }) => {
        if (thread) await this.slack.setThinking(context, connection, { channelId: placeId, threadTs: thread });
      },
    };
  }

  placeName(context: TenantContext, connectionId: string, placeId: string): Promise<string> {
    return this.slack.channelName(context, connectionId, placeId);
  }

  /** Files of Slack are named to the employee, and not opened. */
  fetchPicture(): Promise<null> {
    return Promise.resolve(null);
  }

  openingWords(_context: TenantContext, _connectionId: string, { text }: OpeningWords): Promise<string> {
    return Promise.resolve(text);
  }

  async open(context: TenantContext, connectionId: string, opening: Opening): Promise<OpenedPlace> {
    await this.joinWherePossible(context, connectionId, opening.placeId);
    const { ts, channelId } = await this.slack.post(context, connectionId, {
      channelId: opening.placeId,
      threadTs: null,
      text: splitForSlack(opening.text)[0] ?? '',
      replyId: opening.replyId,
      author: opening.author,
    });
    const permalink = await this.slack.permalink(context, connectionId, channelId, ts);
    return { placeId: opening.placeId, externalId: ts, permalink, isDirect: false, isConfirmed: true };
  }

  /** Replies only reach members. Private channels cannot be joined; whether the employee was invited there, posting tells. */
  private async joinWherePossible(context: TenantContext, connectionId: string, channelId: string): Promise<void> {
    try {
      await this.slack.join(context, connectionId, channelId);
    } catch (error) {
      if (!(error instanceof SlackSendError) || error.breaksConnection) throw error;
    }
  }
}

function toExternal({ ts }: { ts: string }): { externalId: string } {
  return { externalId: ts };
}
