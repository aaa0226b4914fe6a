import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, Optional } from '@nestjs/common';
import { FAILURE_POLICIES, mayFallBack, retryDelayMs, type ModelErrorCode } from './call-outcome';
import { InstallationAccess, TENANT_ACCESS, type ProviderAccess, type TenantAccess } from './model-access';
import type { ModelCall } from './model-call';
import { ModelCaller, type CallResult, type Question } from './model-caller';
import { fallbackReference, type ModelReference } from './model-reference';
import { MODELS_SETTINGS, type ModelsSettings } from './models.config';
import { ModelError } from './models.errors';
import { ProviderCircuits, type CircuitLine } from './provider-circuits';

/** Why one model gave no answer. */
interface Unanswered {
  readonly failure: ModelErrorCode;
  readonly retryAfterSeconds?: number;
}

/** A question, and who is told when an answer that had begun is begun anew. */
export type SoughtAnswer = Question & { readonly onRestart?: () => void };

/** Gets one answer out of the models: retries of what may pass, then the fallback model, a circuit per business and key. */
@Injectable()
export class AnswerSeeker {
  constructor(
    @Inject(MODELS_SETTINGS) private readonly settings: ModelsSettings,
    private readonly installation: InstallationAccess,
    private readonly circuits: ProviderCircuits,
    private readonly caller: ModelCaller,
    @Optional() @Inject(TENANT_ACCESS) private readonly tenants?: TenantAccess,
  ) {}

  /** Asks `first` and adds every call to `calls`; throws a ModelError when no model answers. */
  async seek(first: ModelReference, question: SoughtAnswer, calls: ModelCall[]): Promise<CallResult> {
    const { fallbackModel, provider } = question.request;
    const answer = await this.ask(first, question, calls);
    if ('call' in answer) return answer;
    const second = fallbackModel === null ? null : fallbackReference(fallbackModel, provider);
    if (!second || !mayFallBack(answer.failure, second.provider !== first.provider)) throw toError(answer, calls);
    const fallbackAnswer = await this.ask(second, question, calls);
    if ('call' in fallbackAnswer) return fallbackAnswer;
    // What kept the chosen model from answering is what the operator can act on; a cancellation ends everything.
    throw toError(fallbackAnswer.failure === 'cancelled' ? fallbackAnswer : answer, calls);
  }

  private async ask(
    reference: ModelReference,
    question: SoughtAnswer,
    calls: ModelCall[],
  ): Promise<CallResult | Unanswered> {
    const { access: ownAccess, tenantId, signal } = question.request;
    const keys = ownAccess ?? this.tenants?.of(tenantId) ?? this.installation;
    const access = await keys.find(reference.provider);
    if (!access) return { failure: 'no_key' };
    const line = { tenantId, provider: reference.provider, keyId: access.keyId };
    let last: Unanswered = { failure: 'circuit_open', retryAfterSeconds: this.circuits.reopensInSeconds(line) };
    for (let failedAttempts = 1; ; failedAttempts += 1) {
      if (signal?.aborted) return { failure: 'cancelled' };
      if (!this.circuits.admit(line)) return last;
      const result = await this.callOnce(reference, line, access, question);
      calls.push(result.call);
      const { outcome } = result.call;
      if (outcome === 'ok') return result;
      last = toUnanswered(outcome, result.retryAfterMs);
      const maxRetries = this.settings.MODEL_MAX_RETRIES;
      const delayMs = retryDelayMs(outcome, failedAttempts, maxRetries, result.retryAfterMs, Math.random());
      if (delayMs === null || !(await wait(delayMs, signal))) return last;
    }
  }

  private async callOnce(
    reference: ModelReference,
    line: CircuitLine,
    access: ProviderAccess,
    question: SoughtAnswer,
  ): Promise<CallResult> {
    const spoken = { hasBegun: false };
    const { onText, onRestart } = question;
    const heard = (piece: string): void => {
      spoken.hasBegun = true;
      onText?.(piece);
    };
    const result = await this.caller.call(reference, access, { ...question, onText: onText && heard });
    const { outcome } = result.call;
    this.circuits.report(line, outcome === 'ok' ? 'well' : FAILURE_POLICIES[outcome].providerHealth);
    if (spoken.hasBegun && outcome !== 'ok' && outcome !== 'cancelled') onRestart?.();
    return result;
  }
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
