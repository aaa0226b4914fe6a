import { strangersAmong, type ContactIdentity } from './whatsapp-appearance';
import type { WhatsappContact } from './whatsapp-contact.entity';

describe('the people whom nobody knows', () => {
  const named = (userId: string | null, phone: string | null): { contact: ContactIdentity; contactName: null } => ({
    contact: { userId, phone },
    contactName: null,
  });
  const known = (userId: string | null, phone: string | null): WhatsappContact => ({
    ...{ tenantId: 't', id: 'i', connectionId: 'c', userId, phone },
    ...{ name: 'Ada', lastInboundAt: null, createdAt: new Date(0) },
  });

  it('are each named once, however often they appear', () => {
    expect(strangersAmong([named('a', '1'), named('b', null), named('a', '1')], [])).toEqual([
      named('a', '1'),
      named('b', null),
    ]);
  });

  it('are none of whom a number or a user id is known', () => {
    expect(
      strangersAmong([named('a', '1'), named('b', '2'), named('c', '3')], [known('a', null), known('x', '2')]),
    ).toEqual([named('c', '3')]);
  });

  it('are none who may be the same as another in the same call', () => {
    expect(strangersAmong([named('a', '1'), named(null, '1'), named('b', '2')], [])).toEqual([named('b', '2')]);
  });

  it('are nobody where nobody is named', () => {
    expect(strangersAmong([{ contact: null, contactName: null }], [])).toEqual([]);
  });
});
