import { OutboundGuard } from '@konstruct/platform';
import { failureOf, QUESTION, sampleGateway } from '../testing/sample-gateway';
import { chatCompletion, chatEvents, ScriptedModelServer } from '../testing/scripted-model-server';
import type { ReplyListener } from './model-call';
import { NO_TOKENS } from './token-usage';

/** Notes what it hears. */
class Notes implements ReplyListener {
  readonly heard: string[] = [];
  onText(piece: string): void {
    this.heard.push(piece);
  }
  onRestart(): void {
    this.heard.push('[restart]');
  }
  onTool(name: string): void {
    this.heard.push(`[${name}]`);
  }
}

const USAGE = {
  prompt_tokens: 100,
  completion_tokens: 30,
  total_tokens: 130,
  prompt_tokens_details: { cached_tokens: 60 },
};

describe('model gateway, word by word', () => {
  const guard = new OutboundGuard({ SANDBOX_URL: '' });
  let server: ScriptedModelServer;
  let notes: Notes;

  beforeAll(async () => {
    server = await ScriptedModelServer.start();
  });
  afterAll(() => Promise.all([server.stop(), guard.onApplicationShutdown()]));
  beforeEach(() => {
    notes = new Notes();
  });

  const gateway = (more?: NodeJS.ProcessEnv): ReturnType<typeof sampleGateway> =>
    sampleGateway(server.url, guard, more);

  it('hands on each piece and counts as the provider does', async () => {
    server.script({ events: chatEvents(['At ', 'nine.'], USAGE) });
    const reply = await gateway().stream(QUESTION, notes);
    expect([notes.heard, reply.text, reply.finishReason]).toEqual([['At ', 'nine.'], 'At nine.', 'stop']);
    expect(reply.calls[0]).toMatchObject({
      outcome: 'ok',
      usageSource: 'provider',
      usage: { inputUncachedTokens: 40, cacheReadTokens: 60, outputTextTokens: 30 },
    });
    expect(server.requests[0]?.body).toMatchObject({ stream: true, stream_options: { include_usage: true } });
  });

  it('books what a cancelled stream has cost', async () => {
    server.script({ events: [...chatEvents(['one two three four five six']).slice(0, 1), 5_000] });
    const cancellation = new AbortController();
    const asked = gateway().stream({ ...QUESTION, signal: cancellation.signal }, notes);
    setTimeout(() => cancellation.abort(), 150);
    const error = await failureOf(asked);
    expect([error.code, error.calls.length]).toEqual(['cancelled', 1]);
    expect(error.calls[0]).toMatchObject({ outcome: 'cancelled', usageSource: 'estimated' });
    expect(error.calls[0]?.usage?.inputUncachedTokens).toBeGreaterThan(5);
    expect(error.calls[0]?.usage?.outputTextTokens).toBe(6);
  });

  it('takes the input of a cancelled stream from the provider where it told it first', async () => {
    const usage = { input_tokens: 10, cache_read_input_tokens: 100, cache_creation_input_tokens: 0, output_tokens: 1 };
    const message = { id: 'm', type: 'message', role: 'assistant', model: 'c', content: [], usage };
    server.script({
      events: [
        { type: 'message_start', message },
        { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
        { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'one two three four' } },
        5_000,
      ],
    });
    const signal = AbortSignal.timeout(200);
    const models = gateway({ ANTHROPIC_API_KEY: 'k' });
    const error = await failureOf(
      models.stream({ ...QUESTION, provider: 'anthropic', model: 'claude-haiku-4-5', signal }, notes),
    );
    expect(notes.heard).toEqual(['one two three four']);
    expect(error.calls[0]?.usage).toEqual({
      ...NO_TOKENS,
      inputUncachedTokens: 10,
      cacheReadTokens: 100,
      outputTextTokens: 4,
    });
  });

  it('begins anew when the connection breaks in the middle, and books both calls', async () => {
    server.script(
      { events: [...chatEvents(['At ', 'ten']).slice(0, 2), 100], isCutOff: true },
      { events: chatEvents(['At nine.'], USAGE) },
    );
    const reply = await gateway().stream(QUESTION, notes);
    expect(notes.heard).toEqual(['At ', 'ten', '[restart]', 'At nine.']);
    expect(reply.calls.map(({ outcome, usageSource }) => [outcome, usageSource])).toEqual([
      ['bad_response', 'estimated'],
      ['ok', 'provider'],
    ]);
  });

  it('says nothing of a first attempt that never spoke', async () => {
    server.script({ status: 500 }, { events: chatEvents(['At nine.'], USAGE) });
    expect((await gateway().stream(QUESTION, notes)).text).toBe('At nine.');
    expect(notes.heard).toEqual(['At nine.']);
  });

  it('gives up on a stream that drips', async () => {
    server.script({ events: Array.from({ length: 200 }, () => [...chatEvents(['x']).slice(0, 1), 20]).flat() });
    const error = await failureOf(gateway({ MODEL_TIMEOUT_MS: '300', MODEL_MAX_RETRIES: '0' }).stream(QUESTION, notes));
    expect(error.code).toBe('timeout');
  });

  it('explains an answer that is no stream', async () => {
    server.script(chatCompletion('At nine.'));
    const error = await failureOf(gateway({ MODEL_MAX_RETRIES: '0' }).stream(QUESTION, notes));
    expect(['bad_response', 'empty']).toContain(error.code);
  });
});
