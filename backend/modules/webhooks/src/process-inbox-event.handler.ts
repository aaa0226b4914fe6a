import { Injectable } from '@nestjs/common';
import { ChannelConnections, SlackMessenger, readSlackEvent, type SlackEvent } from '@konstruct/channels';
import { ReceptionDesk, type InboundMessage } from '@konstruct/conversations';
import {
  Database,
  HandlesJob,
  JobQueue,
  systemContext,
  type JobHandler,
  type TenantContext,
  type TenantTransaction,
} from '@konstruct/platform';
import type { InboxEvent } from './inbox-event.entity';
import { InboxEventStore, type InboxPlace } from './inbox-event.store';
import { INBOX_JOB, inboxJob } from './slack-inbox';

/** How long a message waits when an earlier one of its thread still does. */
const EARLIER_FIRST_MS = 100;

type SlackMessageEvent = Extract<SlackEvent, { kind: 'message' }>;

/** Works on a stored event, once: what it means is decided here, what follows from it happens in the same transaction. */
@Injectable()
@HandlesJob(INBOX_JOB)
export class ProcessInboxEventHandler implements JobHandler {
  constructor(
    private readonly database: Database,
    private readonly connections: ChannelConnections,
    private readonly messenger: SlackMessenger,
    private readonly reception: ReceptionDesk,
    private readonly inbox: InboxEventStore,
    private readonly jobs: JobQueue,
  ) {}

  async run(payload: unknown): Promise<void> {
    const { tenant_id: tenantId, event_id: eventId } = payload as { tenant_id: string; event_id: string };
    const context = systemContext(tenantId, 'inbox worker');
    const stored = await this.database.inTenant(context, (transaction) => this.inbox.find(transaction, eventId));
    if (stored?.state !== 'received') return;
    const event = await this.readEvent(context, stored);
    const inbound = event.kind === 'message' ? await this.toInbound(context, stored.connectionId, event) : null;
    await this.database.inTenant(context, (transaction) => this.settle(transaction, stored.id, event, inbound));
  }

  private async readEvent(context: TenantContext, stored: InboxEvent): Promise<SlackEvent> {
    const connection = await this.database.inTenant(context, (transaction) =>
      this.connections.find(transaction, stored.connectionId),
    );
    return readSlackEvent(
      stored.payload,
      connection?.botUserId ? { botUserId: connection.botUserId, botId: connection.botId } : null,
    );
  }

  /** Names are looked up before the transaction: they are for people to read, and their lack holds nothing up. */
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

  private async settle(
    transaction: TenantTransaction,
    eventId: string,
    event: SlackEvent,
    inbound: InboundMessage | null,
  ): Promise<void> {
    if (inbound) await this.inbox.lockChannel(transaction, inbound.connectionId, inbound.externalChannelId);
    const stored = await this.inbox.lockReceived(transaction, eventId);
    if (!stored) return;
    if (inbound && (await this.inbox.hasEarlierWaiting(transaction, placeOf(inbound)))) {
      return this.jobs.enqueue(transaction, { ...inboxJob(transaction.tenantId, eventId), delayMs: EARLIER_FIRST_MS });
    }
    const outcome = inbound
      ? await this.receive(transaction, inbound)
      : await this.settleOther(transaction, stored.connectionId, event);
    await this.inbox.markProcessed(transaction, eventId, outcome);
  }

  private async receive(transaction: TenantTransaction, inbound: InboundMessage): Promise<string> {
    const reception = await this.reception.receive(transaction, inbound);
    if (inbound.isMention && reception === 'accepted') {
      const reopened = await this.inbox.reopenAfterMention(transaction, inbound.connectionId, placeOf(inbound));
      for (const id of reopened) await this.jobs.enqueue(transaction, inboxJob(transaction.tenantId, id));
    }
    return reception;
  }

  private async settleOther(transaction: TenantTransaction, connectionId: string, event: SlackEvent): Promise<string> {
    if (event.kind === 'uninstalled') await this.connections.markBroken(transaction, connectionId, 'app_uninstalled');
    if (event.kind === 'tokens_revoked') await this.connections.markBroken(transaction, connectionId, 'token_revoked');
    return event.kind === 'ignored' ? event.reason : event.kind;
  }
}

function placeOf(inbound: InboundMessage): InboxPlace {
  return {
    channelId: inbound.externalChannelId,
    threadRoot: inbound.threadRoot ?? inbound.externalId,
    ts: inbound.externalId,
    isDirect: inbound.isDirect,
  };
}
