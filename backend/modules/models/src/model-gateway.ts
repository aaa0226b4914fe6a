import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { FAILURE_POLICIES, mayFallBack, retryDelayMs, type ModelErrorCode } from './call-outcome';
import { InstallationAccess, type ProviderAccess } from './model-access';
import type { ModelCall, ModelReply, ModelRequest } from './model-call';
import { ModelCaller, type CallResult } from './model-caller';
import { fallbackReference, type ModelReference } from './model-reference';
import { MODELS_SETTINGS, type ModelsSettings } from './models.config';
import { ModelError } from './models.errors';
import { ProviderCircuits, type CircuitLine } from './provider-circuits';

/** Why one model gave no answer. */
interface Unanswered {
  readonly failure: ModelErrorCode;
  readonly retryAfterSeconds?: number;
}

/**
 * The one way to a language model: timeout per call, retries of what may pass, then the fallback model, a circuit per
 * business and provider. Every call made is in the reply or in the error, for the ledger. Never call it inside a transaction.
 */
@Injectable()
export class ModelGateway {
  constructor(
    @Inject(MODELS_SETTINGS) private readonly settings: ModelsSettings,
    private readonly installation: InstallationAccess,
    private readonly circuits: ProviderCircuits,
    private readonly caller: ModelCaller,
  ) {}

  /** Answers, or throws a ModelError. */
  async complete(request: ModelRequest): Promise<ModelReply> {
    const calls: ModelCall[] = [];
    const first: ModelReference = { provider: request.provider, model: request.model };
    const answer = await this.ask(first, request, calls);
    if ('text' in answer) return answer;
    const second = request.fallbackModel === null ? null : fallbackReference(request.fallbackModel, request.provider);
    if (!second || !mayFallBack(answer.failure, second.provider !== first.provider)) throw toError(answer, calls);
    const fallbackAnswer = await this.ask(second, request, calls);
    if ('text' in fallbackAnswer) return fallbackAnswer;
    // What kept the chosen model from answering is what the operator can act on; a cancellation ends everything.
    throw toError(fallbackAnswer.failure === 'cancelled' ? fallbackAnswer : answer, calls);
  }

  private async ask(
    reference: ModelReference,
    request: ModelRequest,
    calls: ModelCall[],
  ): Promise<ModelReply | Unanswered> {
    const access = await (request.access ?? this.installation).find(reference.provider);
    if (!access) return { failure: 'no_key' };
    const line = { tenantId: request.tenantId, provider: reference.provider, keyId: access.keyId };
    let last: Unanswered = { failure: 'circuit_open', retryAfterSeconds: this.circuits.reopensInSeconds(line) };
    for (let failedAttempts = 1; ; failedAttempts += 1) {
      if (request.signal?.aborted) return { failure: 'cancelled' };
      if (!this.circuits.admit(line)) return last;
      const result = await this.callOnce(reference, line, access, request);
      calls.push(result.call);
      if (result.call.outcome === 'ok') return toReply(result, calls);
      last = toUnanswered(result.call.outcome, result.retryAfterMs);
      const delayMs = retryDelayMs(
        result.call.outcome,
        failedAttempts,
        this.settings.MODEL_MAX_RETRIES,
        result.retryAfterMs,
        Math.random(),
      );
      if (delayMs === null || !(await wait(delayMs, request.signal))) return last;
    }
  }

  private async callOnce(
    reference: ModelReference,
    line: CircuitLine,
    access: ProviderAccess,
    request: ModelRequest,
  ): Promise<CallResult> {
    const result = await this.caller.call(reference, access, request);
    const { outcome } = result.call;
    this.circuits.report(line, outcome === 'ok' ? 'well' : FAILURE_POLICIES[outcome].providerHealth);
    return result;
  }
}

function toReply({ call, text, finishReason }: CallResult, calls: readonly ModelCall[]): ModelReply {
  return { text, finishReason, provider: call.provider, model: call.model, calls };
}

function toUnanswered(failure: ModelErrorCode, retryAfterMs: number | null): Unanswered {
  return retryAfterMs === null ? { failure } : { failure, retryAfterSeconds: Math.ceil(retryAfterMs / 1_000) };
}

function toError({ failure, retryAfterSeconds }: Unanswered, calls: readonly ModelCall[]): ModelError {
  return new ModelError(failure, calls, retryAfterSeconds);
}

/** Waits, unless the caller gives up meanwhile; says whether to go on. */
async function wait(delayMs: number, signal: AbortSignal | undefined): Promise<boolean> {
  return sleep(delayMs, true, { signal }).catch(() => false);
}
