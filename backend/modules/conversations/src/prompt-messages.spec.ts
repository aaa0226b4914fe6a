import type { Message } from './message.entity';
import { toModelMessages } from './prompt-messages';

function message(part: Partial<Message>): Message {
  return {
    direction: 'inbound',
    authorId: 'U1',
    authorName: 'Jordan',
    text: 'Hello',
    attachments: [],
    status: 'received',
    errorCode: null,
    ...part,
  } as Message;
}

const answer = (text: string, part: Partial<Message> = {}): Message =>
  message({ direction: 'outbound', authorId: 'agent', authorName: 'Mia', text, status: 'sent', ...part });

describe('what the model reads', () => {
  it('joins messages in a row into one turn', () => {
    expect(toModelMessages([message({ text: 'Hi' }), message({ text: 'When do you open?' })])).toEqual([
      { role: 'user', content: 'Hi\n\nWhen do you open?' },
    ]);
  });

  it('tells several people apart by name', () => {
    const turns = toModelMessages([
      message({ text: 'Hi' }),
      answer('Hello!'),
      message({ authorId: 'U2', authorName: 'Sam', text: 'Me too' }),
    ]);
    expect(turns).toEqual([
      { role: 'user', content: 'Jordan: Hi' },
      { role: 'assistant', content: 'Hello!' },
      { role: 'user', content: 'Sam: Me too' },
    ]);
  });

  it('leaves out answers that failed and apologies', () => {
    const turns = toModelMessages([
      message({ text: 'Hi' }),
      answer('Lost', { status: 'failed' }),
      answer('Sorry', { errorCode: 'timeout' }),
    ]);
    expect(turns).toEqual([{ role: 'user', content: 'Hi' }]);
  });

  it('says what cannot be read', () => {
    const [turn] = toModelMessages([message({ text: '', attachments: [{ name: 'bill.png', mimeType: 'image/png' }] })]);
    expect(turn?.content).toContain('"bill.png" (image/png)');
  });

  it('cuts a message of 100 kB and says so', () => {
    const [turn] = toModelMessages([message({ text: 'x'.repeat(100_000) })]);
    expect(turn?.content.length).toBeLessThan(17_000);
    expect(turn?.content).toContain('only this part');
  });

  it('keeps the newest of a long conversation and starts with a person', () => {
    const long = Array.from({ length: 20 }, (_, index) => [
      message({ text: `question ${index} ${'x'.repeat(5_000)}` }),
      answer(`answer ${index}`),
    ]).flat();
    const turns = toModelMessages([...long, message({ text: 'last' })]);
    expect(turns[0]?.role).toBe('user');
    expect(turns.at(-1)?.content).toBe('last');
    expect(turns.length).toBeLessThan(25);
  });
});
