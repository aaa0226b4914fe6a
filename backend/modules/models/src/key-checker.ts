import { Injectable } from '@nestjs/common';
import type { ModelProvider } from '@konstruct/contracts';
import { Clock } from '@konstruct/platform';
import type { CallOutcome } from './call-outcome';
import { classifyAnswer, classifyError } from './failure-classification';
import type { ProviderAccess } from './model-access';
import type { ModelCall, ModelRequest } from './model-call';
import { ModelCaller } from './model-caller';
import { offeredModels, priceOf } from './model-catalogue';
import { ProviderClients } from './provider-clients';

/** What a check of a key came to. */
export type KeyVerdict =
  'ok' | 'invalid_key' | 'no_credit' | 'no_model_access' | 'unreachable' | 'address_refused' | 'provider_error';

/** A check of a key: the verdict, the provider's own code, and the call that it took, which is metered as any other. */
export interface KeyCheck {
  readonly verdict: KeyVerdict;
  readonly providerCode: string | null;
  /** The model that was tried; null when it did not come to that. */
  readonly model: string | null;
  readonly calls: readonly ModelCall[];
}

/** What is to be checked. */
export interface KeyQuestion {
  readonly tenantId: string;
  readonly provider: ModelProvider;
  readonly access: ProviderAccess;
  /** Models that must work with the key, the most important first; without any, the cheapest that is offered. */
  readonly models: readonly string[];
}

interface ModelList {
  readonly verdict: KeyVerdict;
  readonly providerCode: string | null;
  readonly models: readonly string[];
}

const LIST_TIMEOUT_MS = 10_000;
const TRIAL_TIMEOUT_MS = 20_000;
/** The least that every provider accepts. */
const TRIAL_TOKENS = 16;

/** How a provider is asked for its models; a key is never part of an address. */
const LISTS: Readonly<Record<ModelProvider, (apiKey: string) => { query: string; headers: Record<string, string> }>> = {
  openai: bearer,
  mistral: bearer,
  openai_compatible: bearer,
  anthropic: (apiKey) => ({
    query: '?limit=1000',
    headers: { 'x-api-key': apiKey, 'anthropic-version': '2023-06-01' },
  }),
  google: (apiKey) => ({ query: '?pageSize=1000', headers: { 'x-goog-api-key': apiKey } }),
};

const VERDICTS: Readonly<Record<CallOutcome, KeyVerdict>> = {
  ok: 'ok',
  empty: 'ok',
  refused: 'ok',
  context_too_long: 'ok',
  rate_limited: 'ok',
  bad_request: 'ok',
  invalid_key: 'invalid_key',
  no_credit: 'no_credit',
  model_not_found: 'no_model_access',
  unreachable: 'unreachable',
  timeout: 'unreachable',
  cancelled: 'unreachable',
  address_refused: 'address_refused',
  server_error: 'provider_error',
  bad_response: 'provider_error',
};

/**
 * Finds out whether a key works: it asks the provider for its models, which costs nothing, and then for one word of a model,
 * because only that shows whether the account has credit and the key may use the model.
 */
@Injectable()
export class KeyChecker {
  constructor(
    private readonly clients: ProviderClients,
    private readonly caller: ModelCaller,
    private readonly clock: Clock,
  ) {}

  async check(question: KeyQuestion): Promise<KeyCheck> {
    const list = await this.listModels(question);
    // Not every server that speaks the protocol lists its models.
    const mayLackList = question.provider === 'openai_compatible' && list.providerCode === 'http_404';
    if (list.verdict !== 'ok' && !mayLackList) return { ...list, model: null, calls: [] };
    const model = modelToTry(question, list.models, this.clock.now());
    return model === null ? { verdict: 'ok', providerCode: null, model, calls: [] } : this.tryModel(question, model);
  }

  private async listModels({ provider, access }: KeyQuestion): Promise<ModelList> {
    const { baseURL, fetch } = this.clients.connection(provider, access);
    const { query, headers } = LISTS[provider](access.apiKey);
    try {
      const signal = AbortSignal.timeout(LIST_TIMEOUT_MS);
      const response = await fetch(`${baseURL.replace(/\/$/, '')}/models${query}`, { headers, signal });
      const body = await response.text();
      if (response.ok) return { verdict: 'ok', providerCode: null, models: modelsIn(body) };
      const answer = { status: response.status, headers: Object.fromEntries(response.headers), body };
      const { outcome, errorCode } = classifyAnswer(answer, this.clock.now());
      if (response.status === 404) return { verdict: 'provider_error', providerCode: 'http_404', models: [] };
      return { verdict: VERDICTS[outcome], providerCode: errorCode, models: [] };
    } catch (error) {
      const isTimeout = error instanceof Error && error.name === 'TimeoutError';
      const { outcome, errorCode } = isTimeout
        ? { outcome: 'timeout' as const, errorCode: null }
        : classifyError(error);
      return { verdict: VERDICTS[outcome], providerCode: errorCode, models: [] };
    }
  }

  private async tryModel({ tenantId, provider, access }: KeyQuestion, model: string): Promise<KeyCheck> {
    const request: ModelRequest = {
      tenantId,
      provider,
      model,
      fallbackModel: null,
      system: 'You confirm that a connection works. Answer with one word.',
      messages: [{ role: 'user', content: 'Answer with OK.' }],
      temperature: 0,
      maxReplyTokens: TRIAL_TOKENS,
      signal: AbortSignal.timeout(TRIAL_TIMEOUT_MS),
    };
    const question = { request, continuation: [], mayUseTools: false };
    const { call } = await this.caller.call({ provider, model }, access, question);
    // The provider knows the key, since it listed its models; it is this model that the key may not use.
    const verdict = call.outcome === 'invalid_key' ? 'no_model_access' : VERDICTS[call.outcome];
    return { verdict, providerCode: call.errorCode, model, calls: [call] };
  }
}

function bearer(apiKey: string): { query: string; headers: Record<string, string> } {
  return { query: '', headers: apiKey === '' ? {} : { authorization: `Bearer ${apiKey}` } };
}

/** Ids in the lists of all providers; Google's begin with `models/`. */
function modelsIn(body: string): string[] {
  try {
    const { data, models } = JSON.parse(body) as { data?: unknown; models?: unknown };
    const entries = Array.isArray(data) ? data : Array.isArray(models) ? models : [];
    return entries
      .map((entry: { id?: unknown; name?: unknown } | null) => entry?.id ?? entry?.name)
      .filter((id) => typeof id === 'string')
      .map((id) => id.replace(/^models\//, ''));
  } catch {
    return [];
  }
}

/** A model that is in use, else the cheapest that is offered and listed, else whatever a server of its own has. */
function modelToTry({ provider, models }: KeyQuestion, listed: readonly string[], now: Date): string | null {
  const [inUse] = models;
  if (inUse !== undefined) return inUse;
  const inputPrice = (model: string): number => Number(priceOf(provider, model, now)?.rates.input ?? Number.MAX_VALUE);
  const offered = offeredModels()
    .filter((model) => model.provider === provider)
    .sort((one, other) => inputPrice(one.model) - inputPrice(other.model));
  const known = offered.find(({ model }) => listed.includes(model)) ?? offered[0];
  return known?.model ?? listed[0] ?? null;
}
