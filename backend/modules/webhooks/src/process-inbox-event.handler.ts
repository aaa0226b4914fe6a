import { Injectable } from '@nestjs/common';
import { ChannelConnections, SlackMessenger, readSlackEvent, type SlackEvent } from '@konstruct/channels';
import { ReceptionDesk, type InboundMessage } from '@konstruct/conversations';
import { Clock, Database, HandlesJob, systemContext, type JobHandler, type TenantContext, type TenantTransaction } from '@konstruct/platform';
import { InboxEvent } from './inbox-event.entity';
import { INBOX_JOB } from './slack-inbox';

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
    private readonly clock: Clock,
  ) {}

  async run(payload: unknown): Promise<void> {
    const { tenant_id: tenantId, event_id: eventId } = payload as { tenant_id: string; event_id: string };
    const context = systemContext(tenantId, 'inbox worker');
    const stored = await this.database.inTenant(context, ({ manager }) => manager.findOneBy(InboxEvent, { tenantId, id: eventId }));
    if (stored?.state !== 'received') return;
    const event = await this.readEvent(context, stored);
    const inbound = event.kind === 'message' ? await this.toInbound(context, stored.connectionId, event) : null;
    await this.database.inTenant(context, (transaction) => this.settle(transaction, stored.id, event, inbound));
  }

  private async readEvent(context: TenantContext, stored: InboxEvent): Promise<SlackEvent> {
    const connection = await this.database.inTenant(context, (transaction) => this.connections.find(transaction, stored.connectionId));
    return readSlackEvent(stored.payload, connection ? { botUserId: connection.botUserId, botId: connection.botId } : null);
  }

  /** Names are looked up before the transaction: they are for people to read, and their lack holds nothing up. */
  private async toInbound(context: TenantContext, connectionId: string, event: SlackMessageEvent): Promise<InboundMessage> {
    const [authorName, place] = await Promise.all([
      this.messenger.userName(context, connectionId, event.userId),
      event.isDirect ? 'Direct message' : this.messenger.channelName(context, connectionId, event.channelId),
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
      text: event.text,
      attachments: event.files.map((file) => ({ name: file.name, mimeType: file.mimetype })),
    };
  }

  private async settle(transaction: TenantTransaction, eventId: string, event: SlackEvent, inbound: InboundMessage | null): Promise<void> {
    const { manager, tenantId } = transaction;
    const stored = await manager.findOne(InboxEvent, { where: { tenantId, id: eventId }, lock: { mode: 'pessimistic_write' } });
    if (stored?.state !== 'received') return;
    const outcome = inbound ? await this.reception.receive(transaction, inbound) : await this.settleOther(transaction, stored.connectionId, event);
    await manager.update(InboxEvent, { tenantId, id: eventId }, { state: 'processed', outcome, processedAt: this.clock.now() });
  }

  private async settleOther(transaction: TenantTransaction, connectionId: string, event: SlackEvent): Promise<string> {
    if (event.kind === 'uninstalled') await this.connections.markBroken(transaction, connectionId, 'app_uninstalled');
    if (event.kind === 'tokens_revoked') await this.connections.markBroken(transaction, connectionId, 'token_revoked');
    return event.kind === 'ignored' ? event.reason : event.kind;
  }
}
