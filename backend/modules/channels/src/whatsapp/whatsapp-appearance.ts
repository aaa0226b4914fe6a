import type { WhatsappContact } from './whatsapp-contact.entity';

/** How a person is known to Meta; at least one of the two is there. */
export interface ContactIdentity {
  readonly userId: string | null;
  readonly phone: string | null;
}

/** Somebody who is named in what Meta sent. */
export interface Appearance {
  readonly contact: ContactIdentity | null;
  readonly contactName: string | null;
  /** Only their own messages open the 24 hours. */
  readonly kind: 'message' | 'status' | 'other';
  readonly happenedAt: Date | null;
}

/** One whose identity is told. */
export interface Named {
  readonly contact: ContactIdentity;
  readonly contactName: string | null;
}

/** What two appearances of the same person have in common. */
export function keyOf({ userId, phone }: ContactIdentity): string {
  return `${userId ?? ''}|${phone ?? ''}`;
}

/** Two calls at once that are about the same people meet them in the same order, so that neither waits for the other for ever. */
export function inOrderOfLocks<Item extends { readonly contact: ContactIdentity | null }>(
  items: readonly Item[],
): (Item & { readonly contact: ContactIdentity })[] {
  return items
    .flatMap((item) => (item.contact ? [{ ...item, contact: item.contact }] : []))
    .sort((a, b) => keyOf(a.contact).localeCompare(keyOf(b.contact)));
}

/** Looks up who is known and has nothing new about them. */
export function familiarOnes(
  rows: readonly WhatsappContact[],
): (contact: ContactIdentity, name: string | null) => WhatsappContact | null {
  const byUser = new Map(rows.map((row) => [row.userId, row]));
  const byPhone = new Map(rows.map((row) => [row.phone, row]));
  return ({ userId, phone }, name) => {
    const row = userId === null ? byPhone.get(phone) : byUser.get(userId);
    if (!row) return null;
    return (phone === null || phone === row.phone) && (name === null || name === row.name) ? row : null;
  };
}

/** Each once: those of whom nothing is known, neither here nor by what is told of the others. */
export function strangersAmong(
  items: readonly Pick<Appearance, 'contact' | 'contactName'>[],
  known: readonly WhatsappContact[],
): Named[] {
  const named = new Map<string, Named>();
  for (const { contact, contactName } of items) {
    if (contact && !named.has(keyOf(contact))) named.set(keyOf(contact), { contact, contactName });
  }
  const partsOf = ({ userId, phone }: ContactIdentity): string[] => [
    ...(userId === null ? [] : [`user ${userId}`]),
    ...(phone === null ? [] : [`phone ${phone}`]),
  ];
  const counts = new Map<string, number>();
  for (const part of [...known, ...[...named.values()].map(({ contact }) => contact)].flatMap(partsOf))
    counts.set(part, (counts.get(part) ?? 0) + 1);
  return [...named.values()].filter(({ contact }) => partsOf(contact).every((part) => counts.get(part) === 1));
}
