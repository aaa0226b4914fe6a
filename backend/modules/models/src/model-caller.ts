import { Inject, Injectable } from '@nestjs/common';
import { APICallError, generateText, type FinishReason, type LanguageModelUsage } from 'ai';
import { Clock, newId } from '@konstruct/platform';
import { FAILURE_POLICIES, type CallOutcome } from './call-outcome';
import { classifyAnswer, classifyError, type ClassifiedFailure } from './failure-classification';
import type { ProviderAccess } from './model-access';
import type { ModelCall, ModelReply, ModelRequest, UsageSource } from './model-call';
import { MODELS_SETTINGS, type ModelsSettings } from './models.config';
import type { ModelReference } from './model-reference';
import { ProviderClients } from './provider-clients';
import { countTextTokens } from './token-count';
import { NO_TOKENS, toTokenUsage, type TokenUsage } from './token-usage';

/** One call and what it brought. */
export interface CallResult {
  readonly call: ModelCall;
  readonly text: string;
  readonly finishReason: ModelReply['finishReason'];
  readonly retryAfterMs: number | null;
}

/** The part of a call that only its end decides. */
interface CallEnd {
  readonly outcome: CallOutcome;
  readonly errorCode: string | null;
  readonly retryAfterMs: number | null;
  readonly text: string;
  readonly finishReason: ModelReply['finishReason'];
  readonly usage: TokenUsage | null;
}

/** What the SDK says of an answer. */
interface Answer {
  readonly text: string;
  readonly finishReason: FinishReason;
  readonly rawFinishReason: string | undefined;
  readonly usage: LanguageModelUsage;
}

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

  async call(reference: ModelReference, access: ProviderAccess, request: ModelRequest): Promise<CallResult> {
    const id = newId();
    const startedAt = this.clock.now();
    const begin = performance.now();
    const end = await this.request(reference, access, request);
    const latencyMs = Math.round(performance.now() - begin);
    const { usage, usageSource } = settleUsage(end, request);
    const call: ModelCall = {
      id,
      ...reference,
      keyId: access.keyId,
      startedAt,
      latencyMs,
      outcome: end.outcome,
      usage,
      usageSource,
      errorCode: end.errorCode,
    };
    return { call, text: end.text, finishReason: end.finishReason, retryAfterMs: end.retryAfterMs };
  }

  private async request(reference: ModelReference, access: ProviderAccess, request: ModelRequest): Promise<CallEnd> {
    const timeout = AbortSignal.timeout(this.settings.MODEL_TIMEOUT_MS);
    try {
      const result = await generateText({
        model: this.clients.languageModel(reference, access),
        instructions: request.system,
        messages: [...request.messages],
        temperature: request.temperature,
        maxOutputTokens: request.maxReplyTokens,
        maxRetries: 0,
        abortSignal: request.signal ? AbortSignal.any([timeout, request.signal]) : timeout,
      });
      return endOfAnswer(result);
    } catch (error) {
      const failure = this.failureOf(error, timeout, request.signal);
      return { ...failure, text: '', finishReason: 'other', usage: null };
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

function endOfAnswer(answer: Answer): CallEnd {
  const { finishReason } = answer;
  const text = finishReason === 'content-filter' ? '' : answer.text.trim();
  const outcome = finishReason === 'content-filter' ? 'refused' : text === '' ? 'empty' : 'ok';
  return {
    outcome,
    errorCode: outcome === 'ok' ? null : (answer.rawFinishReason ?? finishReason),
    retryAfterMs: null,
    text,
    finishReason: finishReason === 'stop' || finishReason === 'length' ? finishReason : 'other',
    usage: toTokenUsage(answer.usage),
  };
}

/**
 * A call that the provider may have worked on without giving a count (it timed out, was cancelled, or came back broken)
 * is booked with what was sent: less than it may have cost, but never nothing.
 */
function settleUsage(end: CallEnd, request: ModelRequest): { usage: TokenUsage | null; usageSource: UsageSource } {
  if (end.usage) return { usage: end.usage, usageSource: 'provider' };
  const mayHaveCost = end.outcome === 'ok' || FAILURE_POLICIES[end.outcome].mayHaveCost;
  return mayHaveCost
    ? { usage: estimateUsage(request, end.text), usageSource: 'estimated' }
    : { usage: null, usageSource: 'none' };
}

function estimateUsage(request: ModelRequest, reply: string): TokenUsage {
  const sent = [request.system, ...request.messages.map((message) => message.content)];
  return {
    ...NO_TOKENS,
    inputUncachedTokens: sent.reduce((tokens, text) => tokens + countTextTokens(text), 0),
    outputTextTokens: countTextTokens(reply),
  };
}
