import { asFields, asList, text, type Fields } from '../provider-fields';
import { REPORTED_STATUSES, type ReportedFee, type ReportedStatus } from '../messaging/message-report';
import type { StoredItem } from './whatsapp-payload';
import { whatsappFee } from './whatsapp-rates';
import { readableContent, type ReadableContent } from './whatsapp-content';

/** A stored thing as the product understands it. */
export type WhatsappEvent =
  | {
      readonly kind: 'message';
      readonly messageId: string;
      readonly sentAt: Date | null;
      readonly content: ReadableContent;
    }
  | {
      readonly kind: 'status';
      readonly externalId: string;
      readonly replyId: string | null;
      readonly status: ReportedStatus;
      readonly errorCode: string | null;
      readonly fee: ReportedFee | null;
    }
  | { readonly kind: 'number_changed'; readonly before: string; readonly after: string }
  | { readonly kind: 'ignored'; readonly reason: string };

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What a stored thing means. Nothing that Meta sends makes it fail. */
export function readWhatsappEvent(item: StoredItem): WhatsappEvent {
  if (item.message) return readMessage(item.message);
  if (item.status) return readStatus(item.status);
  return { kind: 'ignored', reason: item.field === '' ? 'unknown' : item.field };
}

function readMessage(message: Fields): WhatsappEvent {
  const system = asFields(message['system']);
  const [before, after] = [text(message, 'from'), text(system, 'wa_id')];
  if (text(message, 'type') === 'system')
    return before && after
      ? { kind: 'number_changed', before, after }
      : { kind: 'ignored', reason: text(system, 'type') ?? 'system_message' };
  if (text(message, 'group_id')) return { kind: 'ignored', reason: 'group_message' };
  const content = readableContent(message);
  if (!content) return { kind: 'ignored', reason: text(message, 'type') ?? 'unknown' };
  return { kind: 'message', messageId: text(message, 'id') ?? '', sentAt: timeOf(message), content };
}

function readStatus(status: Fields): WhatsappEvent {
  const state = REPORTED_STATUSES.find((known) => known === text(status, 'status'));
  if (!state) return { kind: 'ignored', reason: `status_${text(status, 'status') ?? 'unknown'}` };
  const replyId = text(status, 'biz_opaque_callback_data');
  const code: unknown = asFields(asList(status['errors'])[0])['code'];
  return {
    kind: 'status',
    externalId: text(status, 'id') ?? '',
    // Other software may use the number as well, with data of its own.
    replyId: replyId !== null && UUID.test(replyId) ? replyId : null,
    status: state,
    errorCode: typeof code === 'number' || typeof code === 'string' ? String(code) : null,
    fee: readFee(status, state),
  };
}

/** Meta charges once a message is delivered; what it says with `sent` is what it would charge. */
function readFee(status: Fields, state: ReportedStatus): ReportedFee | null {
  const pricing = asFields(status['pricing']);
  const category = text(pricing, 'category');
  if (!category || pricing['billable'] !== true || (state !== 'delivered' && state !== 'read')) return null;
  const price = whatsappFee(category, text(status, 'recipient_id'));
  return { category, costNanoUsd: price?.costNanoUsd ?? null, priceSource: price?.source ?? null };
}

function timeOf(fields: Fields): Date | null {
  const time = new Date(Number(fields['timestamp']) * 1_000);
  return Number.isNaN(time.getTime()) ? null : time;
}
