import { Injectable } from '@nestjs/common';
import { ChannelConnections, SlackMessenger, readSlackEvent, type SlackEvent } from '@konstruct/channels';
import type { InboundMessage } from '@konstruct/conversations';
import { Database, type TenantContext } from '@konstruct/platform';
import type { InboxEvent } from './inbox-event.entity';

/** A stored event as the product understands it; a message where it is one. */
export interface ReadEvent {
  readonly stored: InboxEvent;
  readonly event: SlackEvent;
  readonly inbound: InboundMessage | null;
}

type SlackMessageEvent = Extract<SlackEvent, { kind: 'message' }>;

/** Makes messages of stored events. Outside transactions, because names may have to be asked for. */
@Injectable()
export class SlackEventReader {
  constructor(
    private readonly database: Database,
    private readonly connections: ChannelConnections,
    private readonly messenger: SlackMessenger,
  ) {}

  async readAll(context: TenantContext, stored: readonly InboxEvent[]): Promise<ReadEvent[]> {
    const connectionId = stored[0]?.connectionId ?? '';
    const connection = await this.database.inTenant(context, (transaction) =>
      this.connections.find(transaction, connectionId),
    );
    const bot = connection?.botUserId ? { botUserId: connection.botUserId, botId: connection.botId } : null;
    return Promise.all(
      stored.map(async (entry) => {
        const event = readSlackEvent(entry.payload, bot);
        const inbound = event.kind === 'message' ? await this.toInbound(context, entry.connectionId, event) : null;
        return { stored: entry, event, inbound };
      }),
    );
  }

  /** Names are for people to read, and their lack holds nothing up. */
  private async toInbound(
    context: TenantContext,
    connectionId: string,
    event: SlackMessageEvent,
  ): Promise<InboundMessage> {
    const [authorName, place, text] = await Promise.all([
      this.messenger.userName(context, connectionId, event.userId),
      event.isDirect ? 'Direct message' : this.messenger.channelName(context, connectionId, event.channelId),
      this.messenger.readText(context, connectionId, event),
    ]);
    return {
      connectionId,
      channelKind: 'slack',
      externalChannelId: event.channelId,
      externalId: event.ts,
      sentAt: new Date(Number(event.ts) * 1_000),
      threadRoot: event.threadTs,
      isDirect: event.isDirect,
      isMention: event.isMention,
      authorId: event.userId,
      authorName,
      place,
      text,
      attachments: event.files.map((file) => ({ name: file.name, mimeType: file.mimetype })),
    };
  }
}
