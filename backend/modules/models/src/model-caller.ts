import { Inject, Injectable } from '@nestjs/common';
import { APICallError, type ModelMessage as SdkMessage } from 'ai';
import { Clock, newId } from '@konstruct/platform';
import { FAILURE_POLICIES, type CallOutcome } from './call-outcome';
import { classifyAnswer, classifyError, type ClassifiedFailure } from './failure-classification';
import type { ProviderAccess } from './model-access';
import type { ModelCall, ModelReply, ModelRequest, UsageSource } from './model-call';
import type { ModelReference } from './model-reference';
import type { ToolWish } from './model-tool';
import { MODELS_SETTINGS, type ModelsSettings } from './models.config';
import { countPictureTokens, toSdkMessages } from './picture-messages';
import { ProviderClients } from './provider-clients';
import { sellerAt } from './catalogue/recorded-prices';
import { readReport } from './raw-usage';
import { serviceTerms } from './service-terms';
import { askForAnswer, askForWords, nothingYet, type AnswerSoFar, type SdkQuestion } from './sdk-answer';
import { countTextTokens } from './token-count';
import { NO_TOKENS, totalInputTokens, type TokenUsage } from './token-usage';

/** A question at some point of its rounds. */
export interface Question {
  readonly request: ModelRequest;
  /** What was said since the request: wishes for tools and what they brought. */
  readonly continuation: readonly SdkMessage[];
  readonly mayUseTools: boolean;
  /** Hears the words as they come; without it the answer comes whole. */
  readonly onText?: (piece: string) => void;
}

/** One call and what it brought. */
export interface CallResult {
  readonly call: ModelCall;
  readonly text: string;
  readonly finishReason: ModelReply['finishReason'];
  readonly wishes: readonly ToolWish[];
  readonly messages: readonly SdkMessage[];
  readonly retryAfterMs: number | null;
}

/** The part of a call that only its end decides. */
type CallEnd = Pick<CallResult, 'text' | 'finishReason' | 'retryAfterMs'> & Pick<ModelCall, 'outcome' | 'errorCode'>;

/** Makes one request to a provider and says what came of it; it does not throw, and it logs nothing of what was said. */
@Injectable()
export class ModelCaller {
  constructor(
    @Inject(MODELS_SETTINGS) private readonly settings: ModelsSettings,
    private readonly clients: ProviderClients,
    private readonly clock: Clock,
  ) {
    // The SDK prints its warnings to the console, such as "temperature is not supported by this model".
    globalThis.AI_SDK_LOG_WARNINGS = false;
  }

  async call(reference: ModelReference, access: ProviderAccess, question: Question): Promise<CallResult> {
    const startedAt = this.clock.now();
    const id = newId(startedAt);
    const begin = performance.now();
    const answer = nothingYet();
    const { text, finishReason, retryAfterMs, ...end } = await this.ask(reference, access, question, answer);
    const latencyMs = Math.round(performance.now() - begin);
    const usage = settleUsage(reference, end.outcome, answer, question);
    const sale = { soldBy: this.sellerOf(reference, access), terms: serviceTerms(reference.provider, answer.report) };
    const { keyId, keyReplacedAt } = access;
    const key = { keyId, keyReplacedAt };
    const call: ModelCall = { id, ...reference, ...key, startedAt, latencyMs, ...usage, ...sale, ...end };
    const { wishes, messages } = end.outcome === 'ok' ? answer : nothingYet();
    return { call, text, finishReason, wishes, messages, retryAfterMs };
  }

  private sellerOf({ provider }: ModelReference, access: ProviderAccess): string | null {
    return provider === 'openai_compatible' ? sellerAt(this.clients.connection(provider, access).baseURL) : null;
  }

  private async ask(
    reference: ModelReference,
    access: ProviderAccess,
    { request, continuation, mayUseTools, onText }: Question,
    answer: AnswerSoFar,
  ): Promise<CallEnd> {
    const timeout = AbortSignal.timeout(this.settings.MODEL_TIMEOUT_MS);
    const signal = request.signal ? AbortSignal.any([timeout, request.signal]) : timeout;
    try {
      const model = this.clients.languageModel(reference, access);
      const { provider } = reference;
      const messages = toSdkMessages(request.messages, reference);
      const question: SdkQuestion = { provider, model, request, messages, continuation, mayUseTools, signal };
      if (onText) await askForWords(question, answer, onText);
      else await askForAnswer(question, answer);
      return endOfAnswer(answer);
    } catch (error) {
      return { ...this.failureOf(error, timeout, request.signal), text: '', finishReason: 'other' };
    }
  }

  private failureOf(error: unknown, timeout: AbortSignal, cancellation: AbortSignal | undefined): ClassifiedFailure {
    if (cancellation?.aborted) return { outcome: 'cancelled', errorCode: null, retryAfterMs: null };
    if (timeout.aborted) return { outcome: 'timeout', errorCode: null, retryAfterMs: null };
    if (!APICallError.isInstance(error) || error.statusCode === undefined) return classifyError(error);
    const { statusCode: status, responseHeaders: headers = {}, responseBody: body = '' } = error;
    return classifyAnswer({ status, headers, body }, this.clock.now());
  }
}

function endOfAnswer({ text: said, finishReason, rawFinishReason, wishes }: AnswerSoFar): CallEnd {
  const text = finishReason === 'content-filter' ? '' : said.trim();
  const hasSaid = text !== '' || wishes.length > 0;
  const outcome: CallOutcome = finishReason === 'content-filter' ? 'refused' : hasSaid ? 'ok' : 'empty';
  return {
    outcome,
    errorCode: outcome === 'ok' ? null : (rawFinishReason ?? finishReason),
    retryAfterMs: null,
    text,
    finishReason: finishReason === 'stop' || finishReason === 'length' ? finishReason : 'other',
  };
}

/**
 * A call that the provider may have worked on without giving a full count (it timed out, was cancelled, or came back
 * broken) is booked with what was sent and said: less than it may have cost, but never nothing.
 */
function settleUsage(
  reference: ModelReference,
  outcome: CallOutcome,
  answer: AnswerSoFar,
  question: Question,
): { usage: TokenUsage | null; usageSource: UsageSource } {
  const reported = readReport(reference.provider, answer.report);
  const isWhole = outcome === 'ok' || outcome === 'empty' || outcome === 'refused';
  if (isWhole && reported) return { usage: reported, usageSource: 'provider' };
  const hasBegun = answer.report !== null || answer.text !== '';
  if (!isWhole && !hasBegun && !FAILURE_POLICIES[outcome].mayHaveCost) return { usage: null, usageSource: 'none' };
  return { usage: estimateUsage(reference, question, answer, reported), usageSource: 'estimated' };
}

/** Characters that a token of thoughts has on average; thoughts are not kept to be counted. */
const CHARACTERS_PER_TOKEN = 4;

function estimateUsage(
  reference: ModelReference,
  { request, continuation }: Question,
  { text, thoughtCharacters }: AnswerSoFar,
  reported: TokenUsage | null,
): TokenUsage {
  const sent = [request.system, ...request.messages.map(({ content }) => content)];
  if (continuation.length > 0) sent.push(JSON.stringify(continuation));
  const counted: TokenUsage = {
    ...NO_TOKENS,
    inputUncachedTokens: sent.reduce(
      (tokens, part) => tokens + countTextTokens(part),
      countPictureTokens(request.messages, reference),
    ),
    outputTextTokens: countTextTokens(text),
    reasoningTokens: Math.ceil(thoughtCharacters / CHARACTERS_PER_TOKEN),
  };
  if (!reported || totalInputTokens(reported) === 0) return counted;
  const { outputTextTokens, reasoningTokens, ...input } = reported;
  return {
    ...input,
    outputTextTokens: Math.max(outputTextTokens, counted.outputTextTokens),
    reasoningTokens: Math.max(reasoningTokens, counted.reasoningTokens),
  };
}
