import { createServer, type IncomingMessage, type Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

interface ChatMessage {
  readonly role: string;
  readonly content: unknown;
}

const NUMBER = /#(\d+)/g;

/** The numbers that a text names, such as 3 and 4 in "Noted #3 #4". */
export function numbersIn(text: string): number[] {
  return [...text.matchAll(NUMBER)].map((match) => Number(match[1]));
}

/** What people asked in this prompt and no answer in it has named yet, in the order in which it stands there. */
export function unansweredIn(messages: readonly ChatMessage[]): number[] {
  const numbers = (role: string): number[] =>
    messages.filter((message) => message.role === role).flatMap(({ content }) => numbersIn(JSON.stringify(content)));
  const answered = new Set(numbers('assistant'));
  return numbers('user').filter((number) => !answered.has(number));
}

/**
 * A model that answers with the numbers of what it was asked, so that each reply says which messages it answers. It
 * takes its time, so that processes die while they wait for it.
 */
export class EchoModel {
  /** Prompts whose last words were the employee's own, although somebody waited for an answer. */
  misplacedPrompts = 0;
  calls = 0;
  private readonly server: Server;

  constructor(latencyMs: number) {
    this.server = createServer((request, response) => {
      void readBody(request)
        .then(async (body) => {
          await delay(latencyMs);
          response.setHeader('content-type', 'application/json');
          response.end(JSON.stringify(this.answer(body)));
        })
        // A caller that was killed needs no answer.
        .catch(() => response.destroy());
    });
  }

  listen(port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, '127.0.0.1', resolve);
    });
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private answer(body: string): object {
    const { messages } = JSON.parse(body) as { messages: readonly ChatMessage[] };
    this.calls += 1;
    if (messages.at(-1)?.role === 'assistant') this.misplacedPrompts += 1;
    const content = `Noted ${unansweredIn(messages)
      .map((number) => `#${number}`)
      .join(' ')}`;
    return {
      id: `chatcmpl-${this.calls}`,
      object: 'chat.completion',
      created: Math.floor(Date.now() / 1_000),
      model: 'gpt-4o-mini',
      choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
      usage: { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 },
    };
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}
