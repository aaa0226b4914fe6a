import { Injectable } from '@nestjs/common';
import { AuditLog, type AuditEntry } from '@konstruct/audit';
import {
  ChannelConnections,
  WhatsappContacts,
  WhatsappDoor,
  checkJob,
  readWhatsappEvent,
  takeApart,
  verifyMetaSignature,
  type WhatsappEntrance,
  type WhatsappItem,
} from '@konstruct/channels';
import { laneJob, laneOf } from '@konstruct/conversations';
import { Database, JobQueue, newId, type TenantContext, type TenantTransaction } from '@konstruct/platform';
import { InboxEventStore, type ReceivedEvent } from './inbox-event.store';
import { storablePayload } from './storable-payload';

/** A call of Meta as it came in. */
export interface SignedCall {
  readonly rawBody: Buffer;
  readonly signature: string;
  readonly body: object;
  readonly requestId: string;
}

/**
 * Stores what Meta sends, thing by thing, once, with the jobs that work on it, in one transaction for each connection; only
 * then is it acknowledged. One call may be about several numbers: each gets what it signed for itself, and nothing else.
 */
@Injectable()
export class WhatsappInbox {
  constructor(
    private readonly database: Database,
    private readonly door: WhatsappDoor,
    private readonly connections: ChannelConnections,
    private readonly contacts: WhatsappContacts,
    private readonly jobs: JobQueue,
    private readonly audit: AuditLog,
    private readonly inbox: InboxEventStore,
  ) {}

  /** Resolves once everything is stored. The caller has checked the signature with the entrance's own secret. */
  async store(entrance: WhatsappEntrance, call: SignedCall): Promise<void> {
    for (const [phoneNumberId, items] of byNumber(takeApart(storablePayload(call.body)))) {
      const target = await this.targetOf(entrance, phoneNumberId, call);
      if (target) await this.storeAll(target, withoutRepeats(items), call.requestId);
    }
  }

  /**
   * Whose number it is. What is about another number than the address stands for is believed only if that number's own app has
   * signed it: whoever may post for one business must not write into another. Numbers that nobody connected are dropped.
   */
  private async targetOf(
    entrance: WhatsappEntrance,
    phoneNumberId: string | null,
    { rawBody, signature }: SignedCall,
  ): Promise<WhatsappEntrance | null> {
    if (phoneNumberId === null || phoneNumberId === entrance.phoneNumberId) return entrance;
    const other = await this.door.findByNumber(phoneNumberId);
    return other && verifyMetaSignature(other.appSecret, signature, rawBody) ? other : null;
  }

  private async storeAll(
    { tenantId, connectionId, businessAccountId }: WhatsappEntrance,
    items: readonly WhatsappItem[],
    requestId: string,
  ): Promise<void> {
    const context: TenantContext = {
      tenantId,
      role: null,
      requestId,
      actor: { kind: 'provider', id: businessAccountId, name: 'Meta' },
    };
    await this.database.inTenant(context, (transaction) => this.storeNew(transaction, connectionId, items, requestId));
  }

  private async storeNew(
    transaction: TenantTransaction,
    connectionId: string,
    items: readonly WhatsappItem[],
    requestId: string,
  ): Promise<void> {
    const places = await this.contacts.meetAll(transaction, connectionId, items);
    const events = items.map((item, index) => toEvent(connectionId, item, places[index] ?? null, requestId));
    const stored = await this.inbox.insertNew(transaction, { provider: 'whatsapp', connectionId }, events);
    if (stored.length === 0) return;
    await this.connections.noteEventReceived(transaction, connectionId);
    await this.audit.recordAll(transaction, stored.map(toAuditEntry));
    const lanes = new Set(stored.filter(({ state }) => state === 'received').map(({ lane }) => lane));
    await this.jobs.enqueueAll(
      transaction,
      [...lanes].map((lane) => laneJob(transaction.tenantId, lane)),
    );
    if (items.some(({ payload }) => ABOUT_THE_NUMBER.has(payload.field)))
      await this.jobs.enqueue(transaction, checkJob(transaction.tenantId, connectionId));
  }
}

/** What Meta tells of an account or number itself; it names no rating, so Meta is asked how things are. */
const ABOUT_THE_NUMBER: ReadonlySet<string> = new Set([
  'account_alerts',
  'account_review_update',
  'account_update',
  'phone_number_quality_update',
]);

function byNumber(items: readonly WhatsappItem[]): Map<string | null, WhatsappItem[]> {
  const groups = new Map<string | null, WhatsappItem[]>();
  for (const item of items) groups.set(item.phoneNumberId, [...(groups.get(item.phoneNumberId) ?? []), item]);
  return groups;
}

/** The same thing may stand in one call twice. */
function withoutRepeats(items: readonly WhatsappItem[]): WhatsappItem[] {
  return [...new Map(items.map((item) => [item.dedupeKey, item])).values()];
}

/** What is from or about a person travels in the lane of their conversation; the rest in one of the connection's own. */
function toEvent(connectionId: string, item: WhatsappItem, placeId: string | null, requestId: string): ReceivedEvent {
  const event = readWhatsappEvent(item.payload);
  const isIgnored = event.kind === 'ignored';
  return {
    id: newId(),
    dedupeKey: item.dedupeKey,
    payload: { ...item.payload, place_id: placeId },
    state: isIgnored ? 'ignored' : 'received',
    outcome: isIgnored ? event.reason : null,
    lane: placeId
      ? laneOf({ connectionId, externalChannelId: placeId, isDirect: true, threadRoot: null, externalId: '' })
      : connectionId,
    happenedAt: item.happenedAt?.toISOString() ?? null,
    summary: `Meta sent an event (${isIgnored ? `ignored: ${event.reason}` : event.kind}).`,
    requestId,
  };
}

function toAuditEntry({ id, summary, requestId }: ReceivedEvent): AuditEntry {
  return { event_type: 'webhook.received', subject: { type: 'inbox_event', id }, summary, request_id: requestId };
}
