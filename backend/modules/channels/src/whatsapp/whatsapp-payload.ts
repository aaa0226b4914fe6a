import { createHash } from 'node:crypto';
import { asFields, asList, text, type Fields } from '../provider-fields';
import type { ContactIdentity } from './whatsapp-appearance';

/** One thing out of a call of Meta, which may carry a thousand of several accounts and numbers. */
export interface WhatsappItem {
  readonly kind: 'message' | 'status' | 'other';
  readonly accountId: string;
  /** Null for what concerns a whole account. */
  readonly phoneNumberId: string | null;
  /** The same for every repeat of the same thing. */
  readonly dedupeKey: string;
  /** Whom it is from or about; null where nobody is named. */
  readonly contact: ContactIdentity | null;
  readonly contactName: string | null;
  readonly happenedAt: Date | null;
  /** What is stored: the thing itself with what is needed to understand it. */
  readonly payload: StoredItem;
}

/** A thing as it is stored. */
export interface StoredItem {
  readonly field: string;
  readonly account_id: string;
  readonly phone_number_id: string | null;
  readonly contact?: Fields;
  readonly message?: Fields;
  readonly status?: Fields;
  readonly value?: Fields;
}

/** Takes a call of Meta apart: every entry, every change, every message and status in it. What has no form is left out. */
export function takeApart(body: unknown): WhatsappItem[] {
  return asList(asFields(body)['entry'])
    .map(asFields)
    .flatMap((entry) => asList(entry['changes']).map((change) => ({ entry, change: asFields(change) })))
    .flatMap(({ entry, change }) => itemsOf(text(entry, 'id') ?? '', change));
}

function itemsOf(accountId: string, change: Fields): WhatsappItem[] {
  const field = text(change, 'field') ?? '';
  const value = asFields(change['value']);
  const phoneNumberId = text(asFields(value['metadata']), 'phone_number_id');
  const base = { accountId, phoneNumberId };
  const stored = { field, account_id: accountId, phone_number_id: phoneNumberId };
  if (field !== 'messages') return [other(base, { ...stored, value })];
  const contacts = asList(value['contacts']).map(asFields);
  const messages = asList(value['messages'])
    .map(asFields)
    .flatMap((message) => messageItem(base, stored, { message, contacts }));
  const statuses = asList(value['statuses'])
    .map(asFields)
    .flatMap((status) => statusItem(base, stored, status));
  return [...messages, ...statuses];
}

type Base = Pick<WhatsappItem, 'accountId' | 'phoneNumberId'>;
type Stored = Pick<StoredItem, 'field' | 'account_id' | 'phone_number_id'>;

function messageItem(
  base: Base,
  stored: Stored,
  { message, contacts }: { readonly message: Fields; readonly contacts: readonly Fields[] },
): WhatsappItem[] {
  const id = text(message, 'id');
  if (!id) return [];
  const contact = contactOf(message, contacts);
  const userId = text(message, 'from_user_id') ?? text(contact, 'user_id');
  const phone = text(message, 'from') ?? text(contact, 'wa_id');
  return [
    {
      ...base,
      kind: 'message',
      dedupeKey: `message:${id}`,
      contact: userId || phone ? { userId, phone } : null,
      contactName: text(asFields(contact['profile']), 'name'),
      happenedAt: timeOf(message),
      payload: { ...stored, contact, message },
    },
  ];
}

/** A failed status may name the person by the user id alone. */
function statusItem(base: Base, stored: Stored, status: Fields): WhatsappItem[] {
  const id = text(status, 'id');
  const state = text(status, 'status');
  if (!id || !state) return [];
  const userId = text(status, 'recipient_user_id');
  const phone = text(status, 'recipient_id');
  return [
    {
      ...base,
      kind: 'status',
      dedupeKey: `status:${id}:${state}`,
      contact: userId || phone ? { userId, phone } : null,
      contactName: null,
      happenedAt: timeOf(status),
      payload: { ...stored, status },
    },
  ];
}

/** Without an id of its own, the content tells repeats. */
function other(base: Base, payload: StoredItem): WhatsappItem {
  const digest = createHash('sha256').update(JSON.stringify(payload)).digest('hex');
  return {
    ...base,
    kind: 'other',
    dedupeKey: `${payload.field}:${digest}`,
    contact: null,
    contactName: null,
    happenedAt: null,
    payload,
  };
}

/** The contact that a message is from: named by one of its ids, or the only one there. */
function contactOf(message: Fields, contacts: readonly Fields[]): Fields {
  const [from, userId] = [text(message, 'from'), text(message, 'from_user_id')];
  const named = contacts.find(
    (contact) =>
      (userId !== null && text(contact, 'user_id') === userId) || (from !== null && text(contact, 'wa_id') === from),
  );
  return named ?? (contacts.length === 1 ? (contacts[0] ?? {}) : {});
}

/** Seconds, as text or as a number. */
function timeOf(fields: Fields): Date | null {
  const seconds = Number(fields['timestamp']);
  const time = new Date(seconds * 1_000);
  return Number.isFinite(seconds) && seconds > 0 && !Number.isNaN(time.getTime()) ? time : null;
}
