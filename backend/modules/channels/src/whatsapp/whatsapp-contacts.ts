import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock, newId, type TenantTransaction } from '@konstruct/platform';
import {
  familiarOnes,
  inOrderOfLocks,
  keyOf,
  strangersAmong,
  type Appearance,
  type ContactIdentity,
  type Named,
} from './whatsapp-appearance';
import { WhatsappContact } from './whatsapp-contact.entity';

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
    await this.lock(transaction, connectionId, [identity]);
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
    const met = await this.meetStrangers(transaction, connectionId, strangersAmong(items, known));
    const familiar = familiarOnes([...known, ...met]);
    const ids = new Map<string, string>();
    for (const { contact, contactName } of inOrderOfLocks(items)) {
      const key = keyOf(contact);
      const row = familiar(contact, contactName);
      const id = ids.get(key) ?? (row ?? (await this.meet(transaction, connectionId, contact, contactName))).id;
      ids.set(key, id);
    }
    const places = items.map(({ contact }) => (contact ? (ids.get(keyOf(contact)) ?? null) : null));
    await this.noteInbound(transaction, this.latestMessages(items, places));
    return places;
  }

  /** Many people whom nobody knows cost as much as one. */
  private async meetStrangers(
    transaction: TenantTransaction,
    connectionId: string,
    strangers: readonly Named[],
  ): Promise<WhatsappContact[]> {
    if (strangers.length < 2) return [];
    const identities = strangers.map(({ contact }) => contact);
    await this.lock(transaction, connectionId, identities);
    const metMeanwhile = await this.findAll(transaction, connectionId, strangers);
    const unknown = strangersAmong(strangers, metMeanwhile);
    const added = unknown.map(({ contact, contactName }) =>
      this.toContact(transaction, connectionId, contact, contactName),
    );
    await this.insert(transaction, added);
    return [...metMeanwhile, ...added];
  }

  private async insert({ manager, tenantId }: TenantTransaction, contacts: readonly WhatsappContact[]): Promise<void> {
    if (contacts.length === 0) return;
    await manager.query(
      `INSERT INTO whatsapp_contacts (tenant_id, id, connection_id, user_id, phone, name, created_at)
       SELECT $1, id, "connectionId", "userId", phone, name, "createdAt" FROM jsonb_to_recordset($2::jsonb)
         AS contact(id uuid, "connectionId" uuid, "userId" text, phone text, name text, "createdAt" timestamptz)`,
      [tenantId, JSON.stringify(contacts)],
    );
  }

  private async findAll(
    { manager, tenantId }: TenantTransaction,
    connectionId: string,
    items: readonly Pick<Appearance, 'contact'>[],
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
    transaction: TenantTransaction,
    connectionId: string,
    identity: ContactIdentity,
    name: string | null,
  ): Promise<WhatsappContact> {
    const { manager, tenantId } = transaction;
    const { phone } = identity;
    if (phone) await manager.update(WhatsappContact, { tenantId, connectionId, phone }, { phone: null });
    const contact = this.toContact(transaction, connectionId, identity, name);
    await manager.insert(WhatsappContact, contact);
    return contact;
  }

  private toContact(
    { tenantId }: TenantTransaction,
    connectionId: string,
    { userId, phone }: ContactIdentity,
    name: string | null,
  ): WhatsappContact {
    const shown = name ?? (phone ? `+${phone}` : 'Somebody');
    return {
      ...{ tenantId, id: newId(), connectionId, userId, phone, name: shown },
      ...{ lastInboundAt: null, createdAt: this.clock.now() },
    };
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

  /** A person who writes twice at once is met once. In one order everywhere, so that neither of two waits for the other for ever. */
  private async lock(
    { manager }: TenantTransaction,
    connectionId: string,
    identities: readonly ContactIdentity[],
  ): Promise<void> {
    const keys = identities.flatMap(({ userId, phone }) => [userId, phone].filter((part) => part !== null));
    await manager.query('SELECT pg_advisory_xact_lock(hashtextextended(key, 0)) FROM unnest($1::text[]) AS key', [
      [...new Set(keys)].sort().map((key) => `contact:${connectionId}:${key}`),
    ]);
  }
}
