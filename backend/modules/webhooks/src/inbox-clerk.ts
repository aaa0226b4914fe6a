import { Injectable, Logger } from '@nestjs/common';
import type { ChannelKind } from '@konstruct/channels';
import { ReceptionDesk, type InboundMessage } from '@konstruct/conversations';
import { Database, type TenantContext, type TenantTransaction } from '@konstruct/platform';
import { InboxEventStore, TURN_SIZE, type InboxOutcome } from './inbox-event.store';
import type { InboxReader, ReadEvent, Reading } from './inbox-reading';
import { SlackEventReader } from './slack-event-reader';
import { WhatsappEventReader } from './whatsapp-event-reader';

/** A look at a lane, which is that of the last attempt when the others failed. */
export interface LaneTurn {
  readonly lane: string;
  readonly isLastAttempt: boolean;
}

/** What a look ended with: what came of going on, events that are yet to be read, or neither when more may wait. */
interface Look<T> {
  readonly reading?: Reading;
  readonly end?: { readonly outcome: T };
}

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

  /**
   * Until nothing waits, and goes on in the transaction that found so or took in the last. On the last attempt what cannot be
   * worked on is put aside, so that it holds up nobody for ever.
   */
  async takeIn<T>(
    context: TenantContext,
    { lane, isLastAttempt }: LaneTurn,
    goOn: (transaction: TenantTransaction) => Promise<T>,
  ): Promise<T> {
    for (;;) {
      const { reading, end } = await this.database.inTenant(context, async (transaction): Promise<Look<T>> => {
        const waiting = await this.inbox.findWaiting(transaction, lane);
        const [first] = waiting;
        if (!first) return { end: { outcome: await goOn(transaction) } };
        // A lane is of one connection, so everything in it comes from one provider.
        const begun = await this.readers[first.provider].begin(transaction, waiting);
        if (begun.asksProvider || isLastAttempt) return { reading: begun };
        const mayBeMore = await this.settle(transaction, await begun.finish());
        return mayBeMore ? {} : { end: { outcome: await goOn(transaction) } };
      });
      if (end) return end.outcome;
      if (reading) await this.settleAfterReading(context, await reading.finish(), isLastAttempt);
    }
  }

  private async settleAfterReading(
    context: TenantContext,
    events: readonly ReadEvent[],
    isLastAttempt: boolean,
  ): Promise<void> {
    try {
      await this.settleAgain(context, events);
    } catch (error) {
      if (!isLastAttempt) throw error;
      await this.settleOneByOne(context, events);
    }
  }

  /** Those that still wait: the transaction in which they were looked at has ended. */
  private settleAgain(context: TenantContext, events: readonly ReadEvent[]): Promise<boolean> {
    return this.database.inTenant(context, async (transaction) => {
      const ids = await this.inbox.lockWaiting(
        transaction,
        events.map(({ stored }) => stored.id),
      );
      return this.settle(
        transaction,
        events.filter(({ stored }) => ids.has(stored.id)),
      );
    });
  }

  /** Answers whether more may wait now: as many as are read at once were read, or some that had been left alone wait again. */
  private async settle(transaction: TenantTransaction, events: readonly ReadEvent[]): Promise<boolean> {
    const outcomes: InboxOutcome[] = [];
    const opened: InboundMessage[] = [];
    for (const { stored, inbound, settle } of events) {
      const outcome = inbound ? await this.reception.receive(transaction, inbound) : await settle(transaction);
      outcomes.push({ id: stored.id, state: 'processed', outcome });
      if (inbound?.isMention && outcome === 'accepted') opened.push(inbound);
    }
    await this.inbox.finish(transaction, outcomes);
    let mayBeMore = events.length >= TURN_SIZE;
    for (const mention of opened) mayBeMore = (await this.reopenAfter(transaction, mention)) || mayBeMore;
    return mayBeMore;
  }

  private async settleOneByOne(context: TenantContext, events: readonly ReadEvent[]): Promise<void> {
    for (const event of events) {
      try {
        await this.settleAgain(context, [event]);
      } catch (error) {
        this.logger.error({ err: error, event: event.stored.id }, 'An event cannot be worked on and is put aside');
        const failed = { id: event.stored.id, state: 'failed', outcome: 'cannot_be_processed' } as const;
        await this.database.inTenant(context, (transaction) => this.inbox.finish(transaction, [failed]));
      }
    }
  }

  private reopenAfter(transaction: TenantTransaction, mention: InboundMessage): Promise<boolean> {
    return this.inbox.reopenAfterMention(transaction, {
      connectionId: mention.connectionId,
      channelId: mention.externalChannelId,
      threadRoot: mention.threadRoot ?? mention.externalId,
      ts: mention.externalId,
    });
  }
}
