import {
  generateText,
  jsonSchema,
  streamText,
  tool,
  type FinishReason,
  type LanguageModel,
  type ModelMessage as SdkMessage,
  type StepResult,
  type ToolSet,
} from 'ai';
import type { ModelProvider } from '@konstruct/contracts';
import type { ModelRequest } from './model-call';
import type { ModelTool, ToolWish } from './model-tool';
import { completeReport, reportIn, type UsageReport } from './usage-report';

/** One call as the SDK is asked to make it. */
export interface SdkQuestion {
  readonly provider: ModelProvider;
  readonly model: LanguageModel;
  readonly request: ModelRequest;
  /** The request's messages as this model can take them. */
  readonly messages: readonly SdkMessage[];
  /** What was said since the request: wishes for tools and what they brought. */
  readonly continuation: readonly SdkMessage[];
  /** Whether the model may still use tools; those that it has used must stay described. */
  readonly mayUseTools: boolean;
  readonly signal: AbortSignal;
}

/** What both ways of asking take. */
interface SdkOptions {
  readonly model: LanguageModel;
  readonly instructions: string;
  readonly messages: SdkMessage[];
  readonly temperature: number;
  readonly maxOutputTokens: number;
  readonly maxRetries: 0;
  readonly abortSignal: AbortSignal;
  readonly tools?: ToolSet;
  readonly toolChoice?: 'auto' | 'none';
}

/** What has come of a call so far. It is filled while the call goes on, so that a broken call leaves what it had. */
export interface AnswerSoFar {
  text: string;
  /** Characters of thoughts, which are charged for but not kept. */
  thoughtCharacters: number;
  report: UsageReport | null;
  finishReason: FinishReason;
  rawFinishReason: string | undefined;
  wishes: readonly ToolWish[];
  /** The answer as it goes into the next question, with what providers want to see again. */
  messages: readonly SdkMessage[];
}

export function nothingYet(): AnswerSoFar {
  return {
    text: '',
    thoughtCharacters: 0,
    report: null,
    finishReason: 'other',
    rawFinishReason: undefined,
    wishes: [],
    messages: [],
  };
}

/** Asks for a whole answer. */
export async function askForAnswer(question: SdkQuestion, answer: AnswerSoFar): Promise<void> {
  const { finalStep } = await generateText({ ...toOptions(question), include: { responseBody: true } });
  answer.report = reportIn(question.provider, finalStep.response.body);
  finish(answer, finalStep);
}

/** Asks for an answer word by word. */
export async function askForWords(
  question: SdkQuestion,
  answer: AnswerSoFar,
  onText: (piece: string) => void,
): Promise<void> {
  // The SDK would print errors to the console; they come as parts of the stream as well.
  const result = streamText({ ...toOptions(question), include: { rawChunks: true }, onError: () => undefined });
  for await (const part of result.stream) {
    if (part.type === 'error') throw part.error;
    if (part.type === 'abort') throw new DOMException('The call was stopped', 'AbortError');
    if (part.type === 'raw') answer.report = completeReport(answer.report, reportIn(question.provider, part.rawValue));
    if (part.type === 'reasoning-delta') answer.thoughtCharacters += part.text.length;
    if (part.type === 'text-delta') {
      answer.text += part.text;
      onText(part.text);
    }
  }
  finish(answer, await result.finalStep);
}

function toOptions({ model, request, messages, continuation, mayUseTools, signal }: SdkQuestion): SdkOptions {
  const tools = request.tools ?? [];
  return {
    model,
    instructions: request.system,
    messages: [...messages, ...continuation],
    temperature: request.temperature,
    maxOutputTokens: request.maxReplyTokens,
    maxRetries: 0,
    abortSignal: signal,
    ...(tools.length === 0 ? {} : { tools: toToolSet(tools), toolChoice: mayUseTools ? 'auto' : 'none' }),
  };
}

/** Tools without a way to run them: the rounds are ours, so that each call and each use is on record. */
function toToolSet(tools: readonly ModelTool[]): ToolSet {
  return Object.fromEntries(
    tools.map(({ name, description, inputSchema }) => [
      name,
      tool({ description, inputSchema: jsonSchema(inputSchema) }),
    ]),
  );
}

function finish(answer: AnswerSoFar, step: StepResult<ToolSet>): void {
  answer.text = step.text;
  answer.finishReason = step.finishReason;
  answer.rawFinishReason = step.rawFinishReason;
  answer.wishes = step.toolCalls.map((call) => ({
    callId: call.toolCallId,
    toolName: call.toolName,
    input: call.input as unknown,
    isValid: call.invalid !== true,
  }));
  // The SDK answers wishes that it could not read by itself; the rounds answer all of them.
  answer.messages = step.response.messages.filter(({ role }) => role === 'assistant');
}
