import { cutText } from '@konstruct/contracts';
import type { ModelMessage as SdkMessage, ToolResultPart } from 'ai';
import type { ModelRequest, ReplyListener } from './model-call';
import type { ToolOutcome, ToolWish } from './model-tool';

/** How often a model may ask for tools before it has to answer with what it knows. */
export const MAXIMUM_ROUNDS = 5;

/** How long tools may keep an answer waiting, all rounds together. */
export const ROUNDS_TIME_MS = 60_000;

/** Uses of tools in one round; a model that wants more is told so. */
const MAXIMUM_WISHES = 8;

/** What a model is told of what a tool brought, in characters. */
const MAXIMUM_CHARACTERS = 16_000;

/** Grants the wishes of one round, at the same time, and says what came of each as the next question wants it. */
export async function grantWishes(
  wishes: readonly ToolWish[],
  request: ModelRequest,
  listener: ReplyListener | undefined,
): Promise<SdkMessage> {
  const tooMany = failed(`Not done: at most ${MAXIMUM_WISHES} tools can be used at once.`);
  const outcomes = await Promise.all(wishes.slice(0, MAXIMUM_WISHES).map((wish) => grant(wish, request, listener)));
  return {
    role: 'tool',
    content: wishes.map(({ callId, toolName }, index): ToolResultPart => {
      const { text, isError } = outcomes[index] ?? tooMany;
      return {
        type: 'tool-result',
        toolCallId: callId,
        toolName,
        output: { type: isError ? 'error-text' : 'text', value: shorten(text) },
      };
    }),
  };
}

async function grant(
  { toolName, input, isValid }: ToolWish,
  { tools = [], signal }: ModelRequest,
  listener: ReplyListener | undefined,
): Promise<ToolOutcome> {
  const chosen = tools.find(({ name }) => name === toolName);
  if (!chosen) return failed('There is no such tool.');
  if (!isValid)
    return failed('The input of the tool could not be read. It has to be a JSON object that fits its schema.');
  listener?.onTool(toolName);
  return chosen.invoke(input, signal).catch(() => failed('The tool failed.'));
}

function failed(text: string): ToolOutcome {
  return { text, isError: true };
}

function shorten(text: string): string {
  if (text.length <= MAXIMUM_CHARACTERS) return text;
  return `${cutText(text, MAXIMUM_CHARACTERS)}\n[This is only the beginning of what the tool brought. Say so if it matters.]`;
}
