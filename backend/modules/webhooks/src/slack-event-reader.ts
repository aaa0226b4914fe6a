import { Injectable } from '@nestjs/common';
import { ChannelConnections, SlackMessenger, readSlackEvent, type SlackEvent } from '@konstruct/channels';
import type { InboundMessage } from '@konstruct/conversations';
import type { TenantContext, TenantTransaction } from '@konstruct/platform';
import type { InboxEvent } from './inbox-event.entity';
import type { InboxReader, ReadEvent, Reading } from './inbox-reading';

type SlackMessageEvent = Extract<SlackEvent, { kind: 'message' }>;
type SlackFarewell = Extract<SlackEvent, { at: Date | null }>;

/** Slack gives up after a day; what claims to be older is no late delivery. See https://docs.slack.dev/apis/events-api/ */
const LONGEST_DELIVERY_MS = 24 * 60 * 60 * 1_000;

/** Makes messages of stored events. Names may have to be asked for. */
@Injectable()
export class SlackEventReader implements InboxReader {
  constructor(
    private readonly connections: ChannelConnections,
    private readonly messenger: SlackMessenger,
  ) {}

  async begin(transaction: TenantTransaction, stored: readonly InboxEvent[]): Promise<Reading> {
    const connectionId = stored[0]?.connectionId ?? '';
    const connection = await this.connections.find(transaction, connectionId);
    const bot = connection?.botUserId ? { botUserId: connection.botUserId, botId: connection.botId } : null;
    const events = stored.map((entry) => ({ entry, event: readSlackEvent(entry.payload, bot) }));
    return {
      asksProvider: events.some(
        ({ event }) => event.kind === 'message' && !this.messenger.isReadable(connectionId, event),
      ),
      finish: () => Promise.all(events.map(({ entry, event }) => this.read(transaction.context, entry, event))),
    };
  }

  private async read(context: TenantContext, stored: InboxEvent, event: SlackEvent): Promise<ReadEvent> {
    const inbound = event.kind === 'message' ? await this.toInbound(context, stored.connectionId, event) : null;
    return { stored, inbound, settle: (transaction) => this.settle(transaction, stored, event) };
  }

  private async settle(transaction: TenantTransaction, stored: InboxEvent, event: SlackEvent): Promise<string> {
    if (event.kind === 'ignored') return event.reason;
    if (event.kind !== 'uninstalled' && event.kind !== 'tokens_revoked') return event.kind;
    const code = event.kind === 'uninstalled' ? 'app_uninstalled' : 'token_revoked';
    const at = latestTimeOf(event, stored.receivedAt);
    const isNews = await this.connections.noteTakenBack(transaction, stored.connectionId, code, at);
    return isNews ? event.kind : 'reconnected_since';
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
      expectsAnswer: true,
      authorId: event.userId,
      authorName,
      place,
      text,
      attachments: event.files.map((file) => ({ name: file.name, mimeType: file.mimetype })),
    };
  }
}

/** The last moment at which it can have happened: in the second that Slack names, where it is one that Slack still delivers. */
function latestTimeOf({ at }: SlackFarewell, receivedAt: Date): Date {
  if (at === null || receivedAt.getTime() - at.getTime() > LONGEST_DELIVERY_MS) return receivedAt;
  return new Date(Math.min(at.getTime() + 999, receivedAt.getTime()));
}
