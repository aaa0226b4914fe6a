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
  /** Models that must work with the key, the most important first, of which a few are tried; without any, the cheapest that is offered. */
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
const MAXIMUM_TRIED = 3;
/** Asked for where no model is known. */
const UNKNOWN_MODEL = 'konstruct-check';

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
    const isListed = list.verdict === 'ok';
    if (!isListed && !mayLackList(question, list)) return { ...list, model: null, calls: [] };
    const models = modelsToTry(question, list.models, this.clock.now());
    if (models.length > 0) return this.tryModels(question, models, isListed);
    return isListed ? { ...list, model: null, calls: [] } : this.tryAnything(question);
  }

  /** Until one does not work. */
  private async tryModels(question: KeyQuestion, models: readonly string[], isListed: boolean): Promise<KeyCheck> {
    const calls: ModelCall[] = [];
    let last: KeyCheck = { verdict: 'ok', providerCode: null, model: null, calls };
    for (const model of models) {
      const { verdict, call } = await this.tryModel(question, model, isListed);
      calls.push(call);
      last = { verdict, providerCode: call.errorCode, model, calls };
      if (verdict !== 'ok') return last;
    }
    return { ...last, model: models[0] ?? null };
  }

  /**
   * A server that lists no models and whose models nobody here uses yet: is there anything at the address that speaks the
   * protocol? It says so by an answer, or by not knowing a model of this name.
   */
  private async tryAnything(question: KeyQuestion): Promise<KeyCheck> {
    const { verdict, call } = await this.tryModel(question, UNKNOWN_MODEL, false);
    const providerCode = call.errorCode;
    const calls = [call];
    if (verdict !== 'no_model_access') return { verdict, providerCode, model: null, calls };
    const isThere = providerCode !== 'http_404';
    return {
      verdict: isThere ? 'ok' : 'provider_error',
      providerCode: isThere ? null : providerCode,
      model: null,
      calls,
    };
  }

  private async listModels({ provider, access }: KeyQuestion): Promise<ModelList> {
    const { baseURL, fetch } = this.clients.connection(provider, access);
    const { query, headers } = LISTS[provider](access.apiKey);
    try {
      const signal = AbortSignal.timeout(LIST_TIMEOUT_MS);
      const response = await fetch(`${baseURL.replace(/\/$/, '')}/models${query}`, { headers, signal });
      const body = await response.text();
      const models = response.ok ? modelsIn(body) : [];
      if (response.ok && models) return { verdict: 'ok', providerCode: null, models };
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

  private async tryModel(
    { tenantId, provider, access }: KeyQuestion,
    model: string,
    isListed: boolean,
  ): Promise<{ verdict: KeyVerdict; call: ModelCall }> {
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
    // A provider that listed its models knows the key; it is this model that the key may not use.
    const isAboutModel = isListed && call.outcome === 'invalid_key';
    return { verdict: isAboutModel ? 'no_model_access' : VERDICTS[call.outcome], call };
  }
}

function bearer(apiKey: string): { query: string; headers: Record<string, string> } {
  return { query: '', headers: apiKey === '' ? {} : { authorization: `Bearer ${apiKey}` } };
}

/** A key may be kept from the list and still be of use, and not every server that speaks the protocol has a list. */
function mayLackList({ provider }: KeyQuestion, { verdict, providerCode }: ModelList): boolean {
  return verdict === 'no_model_access' || (provider === 'openai_compatible' && providerCode === 'http_404');
}

/** Ids in the lists of all providers; Google's begin with `models/`. Null when it is no such list, but a page of something else. */
function modelsIn(body: string): string[] | null {
  try {
    const { data, models } = JSON.parse(body) as { data?: unknown; models?: unknown };
    const entries: unknown = Array.isArray(data) ? data : models;
    if (!Array.isArray(entries)) return null;
    return entries
      .map((entry: { id?: unknown; name?: unknown } | null) => entry?.id ?? entry?.name)
      .filter((id) => typeof id === 'string')
      .map((id) => id.replace(/^models\//, ''));
  } catch {
    return null;
  }
}

/** Models that are in use, else the cheapest that is offered and listed, else whatever a server of its own has. */
function modelsToTry({ provider, models }: KeyQuestion, listed: readonly string[], now: Date): string[] {
  if (models.length > 0) return [...new Set(models)].slice(0, MAXIMUM_TRIED);
  const inputPrice = (model: string): number => Number(priceOf(provider, model, now)?.rates.input ?? Number.MAX_VALUE);
  const offered = offeredModels()
    .filter((model) => model.provider === provider)
    .sort((one, other) => inputPrice(one.model) - inputPrice(other.model));
  const known = offered.find(({ model }) => listed.includes(model)) ?? offered[0];
  const one = known?.model ?? listed[0];
  return one === undefined ? [] : [one];
}
