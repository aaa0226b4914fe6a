import { randomBytes } from 'node:crypto';
import { isReasoningModel } from '../model-catalogue';
import type { ChatRequest } from './chat-request';
import type { PromptCache } from './prompt-cache';
import type { ToolCall } from '../tools/offered-tool';
import { promptTokens, textOf, tokensOf } from './token-counter';

/** Tokens that a reasoning model spends before it answers, by the effort that was asked for. */
const REASONING_TOKENS: Record<string, number> = { low: 64, medium: 192, high: 512, xhigh: 1_024 };

export interface Completion {
  id: string;
  created: number;
  model: string;
  content: string | null;
  refusal: string | null;
  toolCalls: ToolCall[];
  finishReason: 'stop' | 'length' | 'tool_calls';
  usage: Record<string, unknown>;
}

export interface AnswerDraft {
  content: string | null;
  refusal?: string | null;
  toolCalls?: ToolCall[];
  /** A fault may answer more than the request allows. */
  ignoresLimit?: boolean;
}

/** Cuts an answer at the request's limit and counts everything as the provider would. */
export function complete(request: ChatRequest, draft: AnswerDraft, cache: PromptCache): Completion {
  const limit = draft.ignoresLimit ? Infinity : (request.maxTokens ?? Infinity);
  const reasoningTokens = Math.min(reasoningOf(request), limit);
  const toolCalls = draft.toolCalls ?? [];
  const answer = tokensOf(
    draft.content ?? draft.refusal ?? toolCalls.map((call) => call.name + call.arguments).join(''),
  );
  const kept = answer.slice(0, limit - reasoningTokens);
  const isCut = kept.length < answer.length;
  const prompt = promptTokens(request.messages);
  const cachedTokens = cache.use(request.model, prompt);
  return {
    id: `chatcmpl-${randomBytes(15).toString('hex').slice(0, 29)}`,
    created: Math.floor(Date.now() / 1_000),
    model: request.model,
    content: isCut && draft.content !== null ? textOf(kept) : draft.content,
    refusal: draft.refusal ?? null,
    toolCalls,
    finishReason: toolCalls.length > 0 ? 'tool_calls' : isCut ? 'length' : 'stop',
    usage: presentUsage({
      prompt: prompt.length,
      cached: cachedTokens,
      answer: kept.length,
      reasoning: reasoningTokens,
    }),
  };
}

function reasoningOf({ model, reasoningEffort }: ChatRequest): number {
  return isReasoningModel(model) ? (REASONING_TOKENS[reasoningEffort ?? ''] ?? 0) : 0;
}

/** Reasoning is part of the completion and cached tokens are part of the prompt, as OpenAI counts them. */
function presentUsage(tokens: { prompt: number; cached: number; answer: number; reasoning: number }) {
  const completionTokens = tokens.answer + tokens.reasoning;
  return {
    prompt_tokens: tokens.prompt,
    completion_tokens: completionTokens,
    total_tokens: tokens.prompt + completionTokens,
    prompt_tokens_details: { cached_tokens: tokens.cached, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: tokens.reasoning,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  };
}

const COMMON = { service_tier: 'default', system_fingerprint: 'fp_konstruct_sandbox' };

export function presentCompletion(completion: Completion): Record<string, unknown> {
  const calls = completion.toolCalls.map(presentToolCall);
  const message = {
    role: 'assistant',
    content: completion.content,
    refusal: completion.refusal,
    annotations: [],
    ...(calls.length > 0 ? { tool_calls: calls } : {}),
  };
  return {
    id: completion.id,
    object: 'chat.completion',
    created: completion.created,
    model: completion.model,
    choices: [{ index: 0, message, logprobs: null, finish_reason: completion.finishReason }],
    usage: completion.usage,
    ...COMMON,
  };
}

function presentToolCall({ id, name, arguments: input }: ToolCall): Record<string, unknown> {
  return { id, type: 'function', function: { name, arguments: input } };
}

/** The chunks of a streamed answer, in order; usage comes last and only when it was asked for. */
export function presentChunks(completion: Completion, includeUsage: boolean): Record<string, unknown>[] {
  const usage = includeUsage ? { usage: null } : {};
  const chunk = (choices: unknown[], extra: Record<string, unknown> = usage) => ({
    id: completion.id,
    object: 'chat.completion.chunk',
    created: completion.created,
    model: completion.model,
    ...COMMON,
    choices,
    ...extra,
  });
  const step = (delta: Record<string, unknown>, finishReason: string | null = null) =>
    chunk([{ index: 0, delta, logprobs: null, finish_reason: finishReason }]);
  const field = completion.refusal === null ? 'content' : 'refusal';
  const pieces = (completion.refusal ?? completion.content ?? '').match(/\s*\S+\s*?|\s+/gu) ?? [];
  return [
    step({ role: 'assistant', content: '', refusal: null }),
    ...pieces.map((piece) => step({ [field]: piece })),
    ...completion.toolCalls.map((call, index) => step({ tool_calls: [{ index, ...presentToolCall(call) }] })),
    step({}, completion.finishReason),
    ...(includeUsage ? [chunk([], { usage: completion.usage })] : []),
  ];
}
