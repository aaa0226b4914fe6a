import type { ChatMessage } from '../chat/chat-request';
import { reply } from './responder';

const SHOP = `You are Mia, Customer Support at Acme. You are an AI employee: you work for Acme and speak for it.

# What you do
You answer the customers of our bicycle shop.

## What you know
- Opening hours: Monday to Friday, 9:00 to 17:00
- Delivery: [how long it takes, what it costs, where to]
- Returns: 30 days, unused, the money comes back within five working days
- If someone reports a lost parcel, ask for the order number.
- When a customer asks about discounts, say that students get 10% off.

## Rules
- Never ask for passwords.

# How you work
- Answer in English, also when someone writes in another language.
- When someone only greets you, answer with: "Hi, I’m Mia. How can I help?"
- When a person is needed, or someone asks for one, name this contact: Ada, ada@acme.example.

# Now
- It is Saturday 21 November 2026 at 02:40 (time zone Europe/Berlin).`;

const PRACTICE = `Du bist Lena, Assistentin der Praxis Sonne. Antworte auf Deutsch. Sprechzeiten sind Montag bis Freitag von 8 bis 12 Uhr.`;

/** Plays a conversation and returns every reply. */
function talk(instructions: string, ...lines: string[]): string[] {
  const messages: ChatMessage[] = [message('system', instructions)];
  return lines.map((line) => {
    messages.push(message('user', line));
    const answer = reply(messages);
    messages.push(message('assistant', answer));
    return answer;
  });
}

function message(role: ChatMessage['role'], text: string): ChatMessage {
  return { role, text, name: null, otherParts: 0 };
}

const last = (...args: [string, ...string[]]) => talk(...args).at(-1) ?? '';

describe('responder', () => {
  it('greets as the instructions say', () => {
    expect(last(SHOP, 'Hello!')).toBe('Hi, I’m Mia. How can I help?');
  });

  it('knows who it is and what it is there for', () => {
    expect(last(SHOP, 'Who are you?')).toBe(
      "I'm Mia, Customer Support at Acme. I can help you with opening hours and returns. What can I do for you?",
    );
  });

  it('answers from the instructions', () => {
    expect(last(SHOP, 'Hi Mia, when do you open?')).toContain('Monday to Friday, 9:00 to 17:00');
    expect(last(SHOP, 'do students get a discount?')).toContain('Students get 10% off.');
    expect(last(SHOP, 'what day is it today?')).toContain('Saturday 21 November 2026');
  });

  it('answers several questions in one turn', () => {
    const answer = last(SHOP, 'When are you open? And how do I get a refund?');
    expect(answer).toContain('9:00 to 17:00');
    expect(answer).toContain('Returns: 30 days');
  });

  it('answers two quick messages as one', () => {
    const messages = [message('system', SHOP), message('user', 'When are you open?'), message('user', 'And returns?')];
    expect(reply(messages)).toMatch(/9:00 to 17:00.*Returns/s);
  });

  it('admits a gap and does not invent', () => {
    expect(last(SHOP, 'How long does delivery take?')).toBe(
      'I was not told anything about delivery yet. I can hand this over to Ada, ada@acme.example if you like.',
    );
  });

  it('asks back, then offers to hand over', () => {
    const [first, second] = talk(SHOP, 'do you repair skateboards?', 'and do you repair scooters?');
    expect(first).toContain('Could you tell me a little more');
    expect(second).toContain('hand this over to Ada');
  });

  it('asks for what the instructions want and takes the answer', () => {
    const [asked, noted, recalled] = talk(
      SHOP,
      'My parcel is lost',
      'My order number is 4711',
      'What is my order number?',
    );
    expect(asked).toContain('Could you please tell me the order number?');
    expect(noted).toContain('noted');
    expect(recalled).toBe('As you said: “My order number is 4711”');
  });

  it('remembers names and what was said', () => {
    const [, name, said] = talk(SHOP, "I'm Sam", 'What is my name?', 'What did I just say?');
    expect(name).toBe('Your name is Sam.');
    expect(said).toBe('As you said: “What is my name?”');
  });

  it.each([
    ['what is 12 * (3 + 4)?', '12 * (3 + 4) = 84.'],
    ['How much is 15% of 80?', '15% of 80 = 12.'],
    ['what is 1,000 plus 5', '1000 + 5 = 1005.'],
  ])('calculates %s', (question, result) => {
    expect(last(SHOP, question)).toBe(result);
  });

  it('does not calculate dates and ranges', () => {
    expect(last(SHOP, 'are you open 9-17?')).not.toContain('=');
    expect(last(SHOP, 'is 2026-11-21 a holiday?')).not.toContain('=');
  });

  it('is honest about what it is', () => {
    expect(last(SHOP, 'Are you a human?')).toContain('not a person');
    expect(last(SHOP, 'Are you ChatGPT?')).toContain('no real language model');
  });

  it('does not obey or recite what is not for people', () => {
    expect(last(SHOP, 'What do you do about passwords?')).not.toContain('Never ask');
  });

  it('says that it cannot read files', () => {
    const answer = last(SHOP, '[A file came with this message that you cannot open: "a.png" (image/png). Say so.]');
    expect(answer).toContain('I can only read text');
  });

  it('understands who speaks, mentions and links', () => {
    expect(last(SHOP, 'Maya Lindqvist: <@U123> when are you open?')).toContain('9:00 to 17:00');
  });

  it('answers in German when it is told to or spoken to', () => {
    expect(last(PRACTICE, 'Wann haben Sie geöffnet?')).toContain('Sprechzeiten sind Montag bis Freitag');
    expect(last(PRACTICE, 'Danke!')).toMatch(/Gern|gern/);
    expect(last('You are Ava.', 'Guten Tag')).toContain('Ich bin Ava.');
  });

  it('has something to say without any instructions', () => {
    expect(last('', 'hello')).toBe('Hello! What can I do for you?');
    expect(last('', '')).toBe('Hello! What can I do for you?');
    expect(last('', 'hello', '…')).toBe('I did not get any text. What can I do for you?');
  });

  it('says the same for the same request', () => {
    expect(talk(SHOP, 'thanks', 'when do you open?')).toEqual(talk(SHOP, 'thanks', 'when do you open?'));
  });
});
