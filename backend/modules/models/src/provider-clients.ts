import { Inject, Injectable } from '@nestjs/common';
import { createAnthropic } from '@ai-sdk/anthropic';
import { createGoogleGenerativeAI } from '@ai-sdk/google';
import { createMistral } from '@ai-sdk/mistral';
import { createOpenAI } from '@ai-sdk/openai';
import type { LanguageModel } from 'ai';
import type { ModelProvider } from '@konstruct/contracts';
import type { ProviderAccess } from './model-access';
import type { ModelReference } from './model-reference';
import { MODELS_SETTINGS, type ModelsSettings } from './models.config';

/** What the SDK needs to reach a provider. */
interface ClientOptions {
  readonly apiKey: string;
  readonly baseURL: string;
}

type ModelFactory = (options: ClientOptions, model: string) => LanguageModel;

/** OpenAI's chat completions rather than its responses API: every OpenAI-compatible server has the former. */
const FACTORIES: Readonly<Record<ModelProvider, ModelFactory>> = {
  openai: (options, model) => createOpenAI(options).chat(model),
  anthropic: (options, model) => createAnthropic(options)(model),
  google: (options, model) => createGoogleGenerativeAI(options)(model),
  mistral: (options, model) => createMistral(options)(model),
};

/** Gives out the SDK's clients. */
@Injectable()
export class ProviderClients {
  private readonly addresses: Readonly<Record<ModelProvider, string>>;

  constructor(@Inject(MODELS_SETTINGS) settings: ModelsSettings) {
    this.addresses = {
      openai: settings.OPENAI_BASE_URL,
      anthropic: settings.ANTHROPIC_BASE_URL,
      google: settings.GOOGLE_GENERATIVE_AI_BASE_URL,
      mistral: settings.MISTRAL_BASE_URL,
    };
  }

  languageModel({ provider, model }: ModelReference, { apiKey, baseUrl }: ProviderAccess): LanguageModel {
    return FACTORIES[provider]({ apiKey, baseURL: baseUrl ?? this.addresses[provider] }, model);
  }
}
