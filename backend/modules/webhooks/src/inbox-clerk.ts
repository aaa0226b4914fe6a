import { Injectable, Logger } from '@nestjs/common';
import type { ChannelKind } from '@konstruct/channels';
import { ReceptionDesk, type InboundMessage } from '@konstruct/conversations';
import { Database, type TenantContext, type TenantTransaction } from '@konstruct/platform';
import { InboxEventStore, type InboxOutcome } from './inbox-event.store';
import type { InboxReader, ReadEvent } from './inbox-reading';
import { SlackEventReader } from './slack-event-reader';
import { WhatsappEventReader } from './whatsapp-event-reader';

/**
 * Takes in what waits in a lane, in order and once: what an event means is decided here, what follows from it happens in the
 * same transaction. The caller holds the lane.
 */
@Injectable()
export class InboxClerk {
  private readonly logger = new Logger(InboxClerk.name);

  private readonly readers: Readonly<Record<ChannelKind, InboxReader>>;

  constructor(
    private readonly database: Database,
    private readonly inbox: InboxEventStore,
    private readonly reception: ReceptionDesk,
    slack: SlackEventReader,
    whatsapp: WhatsappEventReader,
  ) {
    this.readers = { slack, whatsapp };
  }

  /** Until nothing waits. On the last attempt what cannot be worked on is put aside, so that it holds up nobody for ever. */
  async takeIn(context: TenantContext, lane: string, isLastAttempt: boolean): Promise<void> {
    for (;;) {
      const waiting = await this.database.inTenant(context, (transaction) => this.inbox.findWaiting(transaction, lane));
      const [first] = waiting;
      if (!first) return;
      // A lane is of one connection, so everything in it comes from one provider.
      const events = await this.readers[first.provider].readAll(context, waiting);
      try {
        await this.settleAll(context, events);
      } catch (error) {
        if (!isLastAttempt) throw error;
        await this.settleOneByOne(context, events);
      }
    }
  }

  private settleAll(context: TenantContext, events: readonly ReadEvent[]): Promise<void> {
    return this.database.inTenant(context, async (transaction) => {
      const ids = await this.inbox.lockWaiting(
        transaction,
        events.map(({ stored }) => stored.id),
      );
      const outcomes: InboxOutcome[] = [];
      const opened: InboundMessage[] = [];
      for (const { stored, inbound, settle } of events.filter((entry) => ids.has(entry.stored.id))) {
        const outcome = inbound ? await this.reception.receive(transaction, inbound) : await settle(transaction);
        outcomes.push({ id: stored.id, state: 'processed', outcome });
        if (inbound?.isMention && outcome === 'accepted') opened.push(inbound);
      }
      await this.inbox.finish(transaction, outcomes);
      for (const mention of opened) await this.reopenAfter(transaction, mention);
    });
  }

  private async settleOneByOne(context: TenantContext, events: readonly ReadEvent[]): Promise<void> {
    for (const event of events) {
      try {
        await this.settleAll(context, [event]);
      } catch (error) {
        this.logger.error({ err: error, event: event.stored.id }, 'An event cannot be worked on and is put aside');
        const failed = { id: event.stored.id, state: 'failed', outcome: 'cannot_be_processed' } as const;
        await this.database.inTenant(context, (transaction) => this.inbox.finish(transaction, [failed]));
      }
    }
  }

  private async reopenAfter(transaction: TenantTransaction, mention: InboundMessage): Promise<void> {
    await this.inbox.reopenAfterMention(transaction, {
      connectionId: mention.connectionId,
      channelId: mention.externalChannelId,
      threadRoot: mention.threadRoot ?? mention.externalId,
      ts: mention.externalId,
    });
  }
}
