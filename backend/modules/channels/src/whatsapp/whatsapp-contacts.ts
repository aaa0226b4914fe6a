import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
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

  /**
   * The ids of the people whom these are from or about, in the same order; null where nobody is named. Those who are known and
   * have nothing new about them, nearly all, are found with one question.
   */
  async meetAll(
    transaction: TenantTransaction,
    connectionId: string,
    items: readonly Appearance[],
  ): Promise<(string | null)[]> {
    const known = await this.findAll(transaction, connectionId, items);
    const ids = new Map<string, string>();
    for (const { contact, contactName } of inOrderOfLocks(items)) {
      const key = keyOf(contact);
      const familiar = known.find((row) => isFamiliar(row, contact, contactName));
      const id = ids.get(key) ?? (familiar ?? (await this.meet(transaction, connectionId, contact, contactName))).id;
      ids.set(key, id);
    }
    const places = items.map(({ contact }) => (contact ? (ids.get(keyOf(contact)) ?? null) : null));
    await this.noteInbound(transaction, this.latestMessages(items, places));
    return places;
  }

  private async findAll(
    { manager, tenantId }: TenantTransaction,
    connectionId: string,
    items: readonly Appearance[],
  ): Promise<WhatsappContact[]> {
    const identities = items.flatMap(({ contact }) => contact ?? []);
    const userIds = new Set(identities.flatMap(({ userId }) => userId ?? []));
    const phones = new Set(identities.flatMap(({ phone }) => phone ?? []));
    const where = { tenantId, connectionId };
    return manager.find(WhatsappContact, {
      where: [
        { ...where, userId: In([...userIds]) },
        { ...where, phone: In([...phones]) },
      ],
    });
  }

  private latestMessages(items: readonly Appearance[], places: readonly (string | null)[]): Map<string, Date> {
    const latest = new Map<string, Date>();
    items.forEach(({ kind, happenedAt }, index) => {
      const id = places[index];
      const at = happenedAt ?? this.clock.now();
      if (id && kind === 'message' && at > (latest.get(id) ?? new Date(0))) latest.set(id, at);
    });
    return latest;
  }

  /** Opens the 24 hours anew; an older message that comes late changes nothing. */
  private async noteInbound(
    { manager, tenantId }: TenantTransaction,
    latest: ReadonlyMap<string, Date>,
  ): Promise<void> {
    if (latest.size === 0) return;
    await manager.query(
      `UPDATE whatsapp_contacts AS contact SET last_inbound_at = greatest(contact.last_inbound_at, seen.at)
       FROM unnest($2::uuid[], $3::timestamptz[]) AS seen (id, at) WHERE contact.tenant_id = $1 AND contact.id = seen.id`,
      [tenantId, [...latest.keys()], [...latest.values()]],
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

/** Whether this is who is named, and nothing that is said of them is new. */
function isFamiliar(row: WhatsappContact, { userId, phone }: ContactIdentity, name: string | null): boolean {
  const isUser = userId === null ? phone === row.phone : userId === row.userId;
  return isUser && (phone === null || phone === row.phone) && (name === null || name === row.name);
}
