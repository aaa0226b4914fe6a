import { PICTURE_TOKENS, countPictureTokens, toSdkMessages } from './picture-messages';

const picture = { name: 'bill.png', mimeType: 'image/png', bytes: new Uint8Array([1]) };
const asked = { role: 'user', content: 'What is it?', pictures: [picture] } as const;

describe('toSdkMessages', () => {
  it('shows pictures to a model that sees them', () => {
    const reference = { provider: 'openai', model: 'gpt-4o-mini' } as const;
    const file = { type: 'file', data: picture.bytes, mediaType: 'image/png' };
    expect(toSdkMessages([asked], reference)).toEqual([
      { role: 'user', content: [{ type: 'text', text: 'What is it?' }, file] },
    ]);
    expect(countPictureTokens([asked], reference)).toBe(PICTURE_TOKENS);
  });

  it.each([
    ['mistral', 'mistral-large-latest', 'image/png'],
    ['openai_compatible', 'llama', 'image/png'],
    ['openai', 'unheard-of', 'image/png'],
    ['google', 'gemini-2.5-flash', 'image/gif'],
  ] as const)('tells %s %s in words that it cannot see a picture of type %s', (provider, model, mimeType) => {
    const messages = [{ ...asked, pictures: [{ ...picture, mimeType }] }];
    const [message] = toSdkMessages(messages, { provider, model });
    expect(message?.content).toBe('What is it?\n[You cannot see the picture "bill.png". Say so honestly.]');
    expect(countPictureTokens(messages, { provider, model })).toBe(0);
  });
});
