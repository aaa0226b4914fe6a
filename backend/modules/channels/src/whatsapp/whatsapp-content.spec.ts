import { readableContent } from './whatsapp-content';

describe('readableContent', () => {
  it.each([
    [{ type: 'text', text: { body: 'Hello' } }, 'Hello'],
    [{ type: 'button', button: { text: 'Yes', payload: 'YES' } }, 'Yes'],
    [
      { type: 'interactive', interactive: { type: 'button_reply', button_reply: { id: '1', title: 'Cancel' } } },
      'Cancel',
    ],
    [
      { type: 'interactive', interactive: { list_reply: { id: '1', title: 'Priority', description: 'Next day' } } },
      'Priority: Next day',
    ],
    [
      {
        type: 'interactive',
        interactive: { nfm_reply: { name: 'form', response_json: '{"flow_token":"x","rating":"5","tags":["a"]}' } },
      },
      '[Filled in the form form]\nrating: 5\ntags: ["a"]',
    ],
    [
      { type: 'interactive', interactive: { nfm_reply: { response_json: 'not json' } } },
      '[Filled in the form]\nnot json',
    ],
    [
      { type: 'location', location: { latitude: 52.5, longitude: 13.4, name: 'Office' } },
      '[Shared a location: Office, 52.5, 13.4]',
    ],
    [
      { type: 'contacts', contacts: [{ name: { formatted_name: 'Ada' }, phones: [{ phone: '+44 1' }] }] },
      '[Shared the contact Ada, +44 1]',
    ],
    [
      { type: 'order', order: { product_items: [{ product_retailer_id: 'SKU', quantity: 2 }], text: 'Quickly' } },
      '[Ordered from the catalogue: 2 × SKU]\nQuickly',
    ],
    [{ type: 'text', text: { body: 'Look' }, context: { forwarded: true } }, '[Forwarded]\nLook'],
  ])('reads %j', (message, expected) => expect(readableContent(message)?.text).toBe(expected));

  it('names a file, with what was written to it', () => {
    const document = { id: '1', filename: 'plan.csv', mime_type: 'text/csv', caption: 'The plan' };
    expect(readableContent({ type: 'document', document })).toMatchObject({
      text: 'The plan',
      media: { id: '1', name: 'plan.csv', mimeType: 'text/csv' },
      expectsAnswer: true,
    });
    expect(readableContent({ type: 'audio', audio: { id: '2', mime_type: 'audio/ogg' } })?.media?.name).toBe(
      'voice message',
    );
  });

  it('notes a reaction without expecting an answer, and nothing of one that was taken back', () => {
    expect(readableContent({ type: 'reaction', reaction: { emoji: '👍' } })).toMatchObject({ expectsAnswer: false });
    expect(readableContent({ type: 'reaction', reaction: { emoji: '' } })).toBeNull();
  });

  it('says honestly what WhatsApp does not pass on', () => {
    expect(readableContent({ type: 'unsupported', errors: [{ code: 131_051 }] })?.text).toContain('cannot see it');
  });

  it.each([[{}], [{ type: 'text' }], [{ type: 'text', text: 'no object' }], [{ type: 'invented', invented: {} }]])(
    'makes nothing of %j',
    (message) => expect(readableContent(message)).toBeNull(),
  );
});
