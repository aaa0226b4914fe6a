import { createOpenAI } from '@ai-sdk/openai';
import { generateText, jsonSchema, streamText, tool, type ToolSet } from 'ai';
import { startSandbox, type RunningSandbox } from '../../index';

const FIND_ORDER = tool({
  description: 'Finds an order by its number and says where it is.',
  inputSchema: jsonSchema<{ order_number: string }>({
    type: 'object',
    properties: { order_number: { type: 'string' } },
    required: ['order_number'],
  }),
});
const BOOK = tool({
  description: 'Books an appointment for somebody on a day at a free time.',
  inputSchema: jsonSchema({
    type: 'object',
    properties: { date: { type: 'string' }, time: { type: 'string' }, name: { type: 'string' } },
    required: ['date', 'time', 'name'],
  }),
});
const TOOLS: ToolSet = { find_order: FIND_ORDER, book_appointment: BOOK };

describe('a model that uses tools', () => {
  let sandbox: RunningSandbox;

  beforeAll(async () => {
    sandbox = await startSandbox();
  });
  afterAll(() => sandbox.stop());

  const model = () =>
    createOpenAI({ baseURL: sandbox.modelBaseUrl, apiKey: sandbox.model.apiKey }).chat('gpt-5.4-mini');
  const ask = (prompt: string) => generateText({ model: model(), tools: TOOLS, prompt });

  it('wishes for the tool that the question is about', async () => {
    const { toolCalls, finishReason, usage } = await ask('Where is my order 4711?');
    expect(toolCalls).toMatchObject([{ toolName: 'find_order', input: { order_number: '4711' } }]);
    expect([finishReason, (usage.outputTokens ?? 0) > 0]).toEqual(['tool-calls', true]);
    const booking = await ask('My name is Maya. Please book an appointment on 2026-12-01 at 10:30.');
    expect(booking.toolCalls).toMatchObject([
      { toolName: 'book_appointment', input: { date: '2026-12-01', time: '10:30', name: 'Maya' } },
    ]);
  });

  it('wishes for none where none fits, something is missing, or none may be used', async () => {
    expect((await ask('Hello!')).toolCalls).toEqual([]);
    expect((await ask('Where is my order?')).toolCalls).toEqual([]);
    const forbidden = await generateText({
      model: model(),
      tools: TOOLS,
      toolChoice: 'none',
      prompt: 'Where is order 4711?',
    });
    expect(forbidden.toolCalls).toEqual([]);
  });

  it('streams its wish', async () => {
    const { toolCalls } = streamText({ model: model(), tools: TOOLS, prompt: 'Where is my order 4711?' });
    expect(await toolCalls).toMatchObject([{ toolName: 'find_order', input: { order_number: '4711' } }]);
  });

  it.each([
    ['It was shipped on Monday.', 'I looked it up: It was shipped on Monday.'],
    ['The tool could not be used: down.', 'I tried to look that up, but it did not work'],
  ])('answers from what the tool brought: %s', async (value, expected) => {
    const { text } = await generateText({
      model: model(),
      tools: TOOLS,
      messages: [
        { role: 'user', content: 'Where is my order 4711?' },
        {
          role: 'assistant',
          content: [{ type: 'tool-call', toolCallId: 'c1', toolName: 'find_order', input: { order_number: '4711' } }],
        },
        {
          role: 'tool',
          content: [{ type: 'tool-result', toolCallId: 'c1', toolName: 'find_order', output: { type: 'text', value } }],
        },
      ],
    });
    expect(text).toContain(expected);
  });
});
