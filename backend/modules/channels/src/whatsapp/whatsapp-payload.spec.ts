import { readWhatsappEvent } from './whatsapp-event';
import { takeApart } from './whatsapp-payload';

const value = (more: object): object => ({
  field: 'messages',
  value: { metadata: { display_phone_number: '1', phone_number_id: '10' }, ...more },
});
const call = (...changes: object[]): object => ({ object: 'whatsapp_business_account', entry: [{ id: '1', changes }] });

describe('takeApart', () => {
  it('finds every message and status of every change and entry', () => {
    const message = { id: 'wamid.1', from: '49', timestamp: '1749416383', type: 'text', text: { body: 'Hi' } };
    const status = { id: 'wamid.2', status: 'sent', timestamp: 1_749_416_384, recipient_id: '49' };
    const items = takeApart({
      entry: [
        { id: '1', changes: [value({ messages: [message, message], statuses: [status] }), value({})] },
        { id: '2', changes: [{ field: 'account_update', value: { event: 'X' } }] },
      ],
    });
    expect(items.map(({ kind, accountId, dedupeKey }) => [kind, accountId, dedupeKey.slice(0, 19)])).toEqual([
      ['message', '1', 'message:wamid.1'],
      ['message', '1', 'message:wamid.1'],
      ['status', '1', 'status:wamid.2:sent'],
      ['other', '2', 'account_update:'.padEnd(19, items[3]?.dedupeKey.slice(15, 19))],
    ]);
    expect(items[2]?.happenedAt?.toISOString()).toBe('2025-06-08T20:59:44.000Z');
  });

  it('knows people by user id, with the phone optional', () => {
    const [item] = takeApart(
      call(
        value({
          contacts: [
            { profile: { name: 'Other' }, user_id: 'US.2' },
            { profile: { name: 'Ada' }, user_id: 'US.1' },
          ],
          messages: [{ id: 'wamid.1', from_user_id: 'US.1', timestamp: '1', type: 'text', text: { body: 'Hi' } }],
        }),
      ),
    );
    expect(item).toMatchObject({ contact: { userId: 'US.1', phone: null }, contactName: 'Ada' });
    const [failed] = takeApart(
      call(value({ statuses: [{ id: 'wamid.2', status: 'failed', timestamp: '1', recipient_user_id: 'US.1' }] })),
    );
    expect(failed?.contact).toEqual({ userId: 'US.1', phone: null });
  });

  it.each([[null], ['text'], [{}], [{ entry: 'x' }], [{ entry: [null, { changes: [{}, { value: [] }] }] }]])(
    'survives %j',
    (body) => expect(takeApart(body).filter(({ kind }) => kind !== 'other')).toEqual([]),
  );
});

describe('readWhatsappEvent', () => {
  const statusOf = (status: object): ReturnType<typeof readWhatsappEvent> =>
    readWhatsappEvent({ field: 'messages', account_id: '1', phone_number_id: '10', status: { ...status } });

  it('reads a report with its reply id, and leaves other software’s data alone', () => {
    const replyId = '019aa3c0-5555-7000-8000-000000000001';
    const status = { id: 'wamid.1', status: 'failed', errors: [{ code: 131_047 }], biz_opaque_callback_data: replyId };
    expect(statusOf(status)).toMatchObject({ kind: 'status', replyId, status: 'failed', errorCode: '131047' });
    expect(statusOf({ ...status, biz_opaque_callback_data: 'campaign-7' })).toMatchObject({ replyId: null });
    expect(statusOf({ id: 'wamid.1', status: 'invented' })).toEqual({ kind: 'ignored', reason: 'status_invented' });
  });

  it('books a fee once a message that is charged is delivered', () => {
    const pricing = { billable: true, category: 'utility', pricing_model: 'PMP' };
    const delivered = { id: 'wamid.1', status: 'delivered', recipient_id: '436641234567', pricing };
    expect(statusOf(delivered)).toMatchObject({ fee: { category: 'utility', costNanoUsd: 17_100_000n } });
    expect(statusOf({ ...delivered, status: 'sent' })).toMatchObject({ fee: null });
    expect(statusOf({ ...delivered, pricing: { ...pricing, billable: false } })).toMatchObject({ fee: null });
    expect(statusOf({ ...delivered, recipient_id: undefined })).toMatchObject({ fee: { costNanoUsd: null } });
  });

  it('follows people who change their number', () => {
    const message = { id: 'wamid.1', from: '49', type: 'system', system: { type: 'user_changed_number', wa_id: '50' } };
    expect(readWhatsappEvent({ field: 'messages', account_id: '1', phone_number_id: '10', message })).toEqual({
      kind: 'number_changed',
      before: '49',
      after: '50',
    });
  });
});
