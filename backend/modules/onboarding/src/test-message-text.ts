/** The words of a test message: the employee's greeting, and how to reach it. */
export function testMessageText(agent: {
  readonly name: string;
  readonly roleTitle: string;
  readonly greeting: string;
}): string {
  const greeting =
    agent.greeting.trim() === '' ? `Hello, I'm ${agent.name}, your new ${agent.roleTitle}.` : agent.greeting.trim();
  return `${greeting}\n\n_This is my test message: I am live from now on. Mention me, answer in this thread, or write me a direct message._`;
}
