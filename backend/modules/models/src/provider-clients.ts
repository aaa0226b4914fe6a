import { Inject, Injectable } from '@nestjs/common';
import { createAnthropic } from '@ai-sdk/anthropic';
import { createGoogleGenerativeAI } from '@ai-sdk/google';
import { createMistral } from '@ai-sdk/mistral';
import { createOpenAI } from '@ai-sdk/openai';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import type { LanguageModel } from 'ai';
import type { ModelProvider } from '@konstruct/contracts';
import { OutboundGuard } from '@konstruct/platform';
import type { ProviderAccess } from './model-access';
import type { ModelReference } from './model-reference';
import { MODELS_SETTINGS, type ModelsSettings } from './models.config';
import { withWholeCounts } from './whole-counts';

/** What the SDK needs to reach a provider. */
interface ClientOptions {
  readonly apiKey: string;
  readonly baseURL: string;
  readonly fetch: typeof globalThis.fetch;
}

type ModelFactory = (options: ClientOptions, model: string) => LanguageModel;

/** OpenAI's chat completions rather than its responses API: every server that OPENAI_BASE_URL may name has the former. */
const FACTORIES: Readonly<Record<ModelProvider, ModelFactory>> = {
  openai: (options, model) => createOpenAI(options).chat(model),
  anthropic: (options, model) => createAnthropic(options)(model),
  google: (options, model) => createGoogleGenerativeAI(options)(model),
  mistral: (options, model) => createMistral(options)(model),
  openai_compatible: ({ apiKey, ...options }, model) =>
    createOpenAICompatible({
      ...options,
      name: 'openai-compatible',
      includeUsage: true,
      ...(apiKey === '' ? {} : { apiKey }),
    })(model),
};

/** More than any model writes; a server that sends more is broken or means harm. */
const MAXIMUM_ANSWER_BYTES = 8 * 1_024 * 1_024;

/** The caller's own time-out comes first; this one is for whoever forgets it. */
const GRACE_MS = 5_000;

/** Gives out the SDK's clients. */
@Injectable()
export class ProviderClients {
  private readonly addresses: Readonly<Record<ModelProvider, string>>;
  private readonly trusted: typeof globalThis.fetch;
  private readonly guarded: typeof globalThis.fetch;

  constructor(@Inject(MODELS_SETTINGS) settings: ModelsSettings, guard: OutboundGuard) {
    this.addresses = {
      openai: settings.OPENAI_BASE_URL,
      anthropic: settings.ANTHROPIC_BASE_URL,
      google: settings.GOOGLE_GENERATIVE_AI_BASE_URL,
      mistral: settings.MISTRAL_BASE_URL,
      openai_compatible: settings.OPENAI_COMPATIBLE_BASE_URL,
    };
    const limits = { maxResponseBytes: MAXIMUM_ANSWER_BYTES, timeoutMs: settings.MODEL_TIMEOUT_MS + GRACE_MS };
    this.trusted = withWholeCounts(guard.trustedFetch(limits));
    this.guarded = withWholeCounts(guard.guardedFetch(limits));
  }

  languageModel({ provider, model }: ModelReference, access: ProviderAccess): LanguageModel {
    return FACTORIES[provider]({ apiKey: access.apiKey, ...this.connection(provider, access) }, model);
  }

  /** Where the provider answers, and the way there. */
  connection(provider: ModelProvider, { baseUrl }: ProviderAccess): Omit<ClientOptions, 'apiKey'> {
    const baseURL = baseUrl ?? this.addresses[provider];
    return { baseURL, fetch: baseUrl === null ? this.trusted : this.guarded };
  }
}
