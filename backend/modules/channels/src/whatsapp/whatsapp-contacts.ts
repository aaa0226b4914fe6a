import { Injectable } from '@nestjs/common';
import { Clock, newId, type TenantTransaction } from '@konstruct/platform';
import { WhatsappContact } from './whatsapp-contact.entity';

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

/** Knows the people who write with a number, and when each of them wrote last. */
@Injectable()
export class WhatsappContacts {
  constructor(private readonly clock: Clock) {}

  find({ manager, tenantId }: TenantTransaction, id: string): Promise<WhatsappContact | null> {
    return manager.findOneBy(WhatsappContact, { tenantId, id });
  }

  /** The person, made known if they were not; what is new about them is kept. */
  async meet(
    transaction: TenantTransaction,
    connectionId: string,
    identity: ContactIdentity,
    name: string | null,
  ): Promise<WhatsappContact> {
    await this.lock(transaction, connectionId, identity);
    const known = await this.recognise(transaction, connectionId, identity);
    if (!known) return this.add(transaction, connectionId, identity, name);
    return this.learn(transaction, known, identity, name);
  }

  /** The ids of the people whom these are from or about, in the same order; null where nobody is named. */
  async meetAll(
    transaction: TenantTransaction,
    connectionId: string,
    items: readonly Appearance[],
  ): Promise<(string | null)[]> {
    const ids = new Map<string, string>();
    const lastInbound = new Map<string, Date>();
    for (const item of inOrderOfLocks(items)) {
      const { contact, contactName } = item;
      const key = keyOf(contact);
      const id = ids.get(key) ?? (await this.meet(transaction, connectionId, contact, contactName)).id;
      ids.set(key, id);
      const at = item.kind === 'message' ? (item.happenedAt ?? this.clock.now()) : null;
      if (at && at > (lastInbound.get(id) ?? new Date(0))) lastInbound.set(id, at);
    }
    for (const [id, at] of lastInbound) await this.noteInbound(transaction, id, at);
    return items.map(({ contact }) => (contact ? (ids.get(keyOf(contact)) ?? null) : null));
  }

  /** Opens the 24 hours anew; an older message that comes late changes nothing. */
  private async noteInbound({ manager, tenantId }: TenantTransaction, id: string, at: Date): Promise<void> {
    await manager.query(
      `UPDATE whatsapp_contacts SET last_inbound_at = greatest(last_inbound_at, $3) WHERE tenant_id = $1 AND id = $2`,
      [tenantId, id, at],
    );
  }

  /** People keep their conversation when they change their number. */
  async changeNumber(
    { manager, tenantId }: TenantTransaction,
    connectionId: string,
    before: string,
    after: string,
  ): Promise<boolean> {
    if (await manager.existsBy(WhatsappContact, { tenantId, connectionId, phone: after })) return false;
    const { affected } = await manager.update(
      WhatsappContact,
      { tenantId, connectionId, phone: before },
      { phone: after },
    );
    return (affected ?? 0) > 0;
  }

  private async recognise(
    { manager, tenantId }: TenantTransaction,
    connectionId: string,
    { userId, phone }: ContactIdentity,
  ): Promise<WhatsappContact | null> {
    const byUser = userId ? await manager.findOneBy(WhatsappContact, { tenantId, connectionId, userId }) : null;
    if (byUser || !phone) return byUser;
    const byPhone = await manager.findOneBy(WhatsappContact, { tenantId, connectionId, phone });
    // A number that has gone over to somebody else comes with another user id.
    return byPhone && (byPhone.userId === null || userId === null || byPhone.userId === userId) ? byPhone : null;
  }

  private async add(
    { manager, tenantId }: TenantTransaction,
    connectionId: string,
    { userId, phone }: ContactIdentity,
    name: string | null,
  ): Promise<WhatsappContact> {
    if (phone) await manager.update(WhatsappContact, { tenantId, connectionId, phone }, { phone: null });
    const contact = {
      tenantId,
      id: newId(),
      connectionId,
      userId,
      phone,
      name: name ?? (phone ? `+${phone}` : 'Somebody'),
      lastInboundAt: null,
      createdAt: this.clock.now(),
    };
    await manager.insert(WhatsappContact, contact);
    return contact;
  }

  private async learn(
    { manager, tenantId }: TenantTransaction,
    known: WhatsappContact,
    { userId, phone }: ContactIdentity,
    name: string | null,
  ): Promise<WhatsappContact> {
    const isPhoneFree =
      phone !== null &&
      phone !== known.phone &&
      !(await manager.existsBy(WhatsappContact, { tenantId, connectionId: known.connectionId, phone }));
    const learned = {
      userId: userId ?? known.userId,
      phone: isPhoneFree ? phone : known.phone,
      name: name ?? known.name,
    };
    const isNews = learned.userId !== known.userId || learned.phone !== known.phone || learned.name !== known.name;
    if (isNews) await manager.update(WhatsappContact, { tenantId, id: known.id }, learned);
    return { ...known, ...learned };
  }

  /** A person who writes twice at once is met once. */
  private async lock(
    { manager }: TenantTransaction,
    connectionId: string,
    { userId, phone }: ContactIdentity,
  ): Promise<void> {
    for (const key of [userId, phone].filter((part) => part !== null).sort()) {
      await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`contact:${connectionId}:${key}`]);
    }
  }
}

function keyOf({ userId, phone }: ContactIdentity): string {
  return `${userId ?? ''}|${phone ?? ''}`;
}

/** Two calls at once that are about the same people meet them in the same order, so that neither waits for the other for ever. */
function inOrderOfLocks<Item extends { readonly contact: ContactIdentity | null }>(
  items: readonly Item[],
): (Item & { readonly contact: ContactIdentity })[] {
  return items
    .flatMap((item) => (item.contact ? [{ ...item, contact: item.contact }] : []))
    .sort((a, b) => keyOf(a.contact).localeCompare(keyOf(b.contact)));
}
