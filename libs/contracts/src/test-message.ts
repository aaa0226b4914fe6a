/** What the words of a test message are made of. */
export interface TestMessageAuthor {
  readonly name: string;
  readonly roleTitle: string;
  readonly greeting: string;
}

/** Said after the greeting, so that whoever reads the message knows what it is and what to do next in that channel. */
export const TEST_MESSAGE_NOTES = {
  slack:
    'This is my test message: I am live from now on. Mention me, answer in this thread, or write me a direct message.',
  whatsapp: 'This is my test message: I am live from now on. Just write to me here.',
} as const;

/** The greeting of an employee, or the one it gets when nobody wrote any. */
export function greetingOf({ name, roleTitle, greeting }: TestMessageAuthor): string {
  return greeting.trim() === '' ? `Hello, I'm ${name}, your new ${roleTitle}.` : greeting.trim();
}

/** A test message as Markdown; the portal shows what the API will send. */
export function testMessageText(author: TestMessageAuthor, channel: keyof typeof TEST_MESSAGE_NOTES): string {
  return `${greetingOf(author)}\n\n_${TEST_MESSAGE_NOTES[channel]}_`;
}
