import { Injectable } from '@nestjs/common';
import {
  WhatsappContacts,
  WhatsappFiles,
  readWhatsappEvent,
  type StoredItem,
  type WhatsappContact,
  type WhatsappEvent,
} from '@konstruct/channels';
import { DeliveryReports, type InboundMessage } from '@konstruct/conversations';
import { TestMessageReports } from '@konstruct/onboarding';
import type { TenantContext, TenantTransaction } from '@konstruct/platform';
import type { InboxEvent } from './inbox-event.entity';
import type { InboxReader, ReadEvent, Reading } from './inbox-reading';

const PLACE = 'WhatsApp';

type MessageEvent = Extract<WhatsappEvent, { kind: 'message' }>;
type StatusEvent = Extract<WhatsappEvent, { kind: 'status' }>;
type StoredWithPlace = StoredItem & { readonly place_id: string | null };

interface LookedAt {
  readonly stored: InboxEvent;
  readonly item: StoredWithPlace;
  readonly event: WhatsappEvent;
  readonly contact: WhatsappContact | null;
}

/** Makes messages and reports of what Meta sent. */
@Injectable()
export class WhatsappEventReader implements InboxReader {
  constructor(
    private readonly contacts: WhatsappContacts,
    private readonly files: WhatsappFiles,
    private readonly deliveries: DeliveryReports,
    private readonly testMessages: TestMessageReports,
  ) {}

  async begin(transaction: TenantTransaction, stored: readonly InboxEvent[]): Promise<Reading> {
    const events = await Promise.all(
      stored.map(async (entry) => {
        const item = entry.payload as StoredWithPlace;
        const event = readWhatsappEvent(item);
        const contact = item.place_id ? await this.contacts.find(transaction, item.place_id) : null;
        return { stored: entry, item, event, contact };
      }),
    );
    return {
      asksProvider: events.some(({ event }) => event.kind === 'message' && event.content.media !== null),
      finish: () => Promise.all(events.map((looked) => this.read(transaction.context, looked))),
    };
  }

  private async read(context: TenantContext, { stored, item, event, contact }: LookedAt): Promise<ReadEvent> {
    const inbound =
      event.kind === 'message' && contact ? await this.toInbound(context, stored, { event, contact }) : null;
    return { stored, inbound, settle: (transaction) => this.settle(transaction, stored, { event, item }) };
  }

  private async toInbound(
    context: TenantContext,
    { connectionId, receivedAt }: InboxEvent,
    { event, contact }: { event: MessageEvent; contact: WhatsappContact },
  ): Promise<InboundMessage> {
    const { text, media, expectsAnswer } = event.content;
    return {
      connectionId,
      channelKind: 'whatsapp',
      externalChannelId: contact.id,
      externalId: event.messageId,
      sentAt: event.sentAt ?? receivedAt,
      threadRoot: null,
      isDirect: true,
      isMention: false,
      expectsAnswer,
      authorId: contact.userId ?? contact.phone ?? contact.id,
      authorName: contact.name,
      place: PLACE,
      text,
      attachments: media ? [await this.files.read(context, connectionId, media)] : [],
    };
  }

  private async settle(
    transaction: TenantTransaction,
    { connectionId }: InboxEvent,
    { event, item }: { event: WhatsappEvent; item: StoredWithPlace },
  ): Promise<string> {
    switch (event.kind) {
      case 'status':
        return this.report(transaction, connectionId, { event, placeId: item.place_id });
      case 'number_changed':
        await this.contacts.changeNumber(transaction, connectionId, event.before, event.after);
        return event.kind;
      case 'ignored':
        return event.reason;
      case 'message':
        return 'no_sender';
    }
  }

  private async report(
    transaction: TenantTransaction,
    connectionId: string,
    { event, placeId }: { event: StatusEvent; placeId: string | null },
  ): Promise<string> {
    const report = { ...event, connectionId, placeId };
    if (await this.deliveries.receive(transaction, report)) return event.status;
    return (await this.testMessages.receive(transaction, report)) ? event.status : 'unknown_message';
  }
}
