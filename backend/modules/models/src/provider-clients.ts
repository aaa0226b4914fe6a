import { Inject, Injectable } from '@nestjs/common';
import { createAnthropic } from '@ai-sdk/anthropic';
import { createGoogleGenerativeAI } from '@ai-sdk/google';
import { createMistral } from '@ai-sdk/mistral';
import { createOpenAI } from '@ai-sdk/openai';
import type { LanguageModel } from 'ai';
import type { ModelProvider } from '@konstruct/contracts';
import { MODELS_SETTINGS, type ModelsSettings } from './models.config';

/** Where a provider answers and with which key. */
interface ProviderAccess {
  readonly apiKey: string;
  readonly baseURL: string;
}

type ModelFactory = (access: ProviderAccess, model: string) => LanguageModel;

/** OpenAI's chat completions rather than its responses API: every OpenAI-compatible server has the former. */
const FACTORIES: Readonly<Record<ModelProvider, ModelFactory>> = {
  openai: (access, model) => createOpenAI(access).chat(model),
  anthropic: (access, model) => createAnthropic(access)(model),
  google: (access, model) => createGoogleGenerativeAI(access)(model),
  mistral: (access, model) => createMistral(access)(model),
};

/** Gives out the clients of the providers that this installation has a key for. */
@Injectable()
export class ProviderClients {
  private readonly access: Readonly<Record<ModelProvider, ProviderAccess>>;

  constructor(@Inject(MODELS_SETTINGS) settings: ModelsSettings) {
    this.access = {
      openai: { apiKey: settings.OPENAI_API_KEY, baseURL: settings.OPENAI_BASE_URL },
      anthropic: { apiKey: settings.ANTHROPIC_API_KEY, baseURL: settings.ANTHROPIC_BASE_URL },
      google: { apiKey: settings.GOOGLE_GENERATIVE_AI_API_KEY, baseURL: settings.GOOGLE_GENERATIVE_AI_BASE_URL },
      mistral: { apiKey: settings.MISTRAL_API_KEY, baseURL: settings.MISTRAL_BASE_URL },
    };
  }

  /** Whether there is a key for the provider. */
  isAvailable(provider: ModelProvider): boolean {
    return this.access[provider].apiKey !== '';
  }

  languageModel(provider: ModelProvider, model: string): LanguageModel {
    return FACTORIES[provider](this.access[provider], model);
  }
}
