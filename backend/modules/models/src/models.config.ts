import { str } from 'envalid';
import {
  defineSettings,
  httpUrl,
  refusePlainHttpInProduction,
  wholeNumber,
  type SettingsGroup,
} from '@konstruct/platform';
import type { CleanedEnv } from 'envalid';

const apiKey = (provider: string): ReturnType<typeof str> =>
  str({
    desc: `The installation's key for ${provider}; without it ${provider}'s models are not available.`,
    default: '',
  });

const baseUrl = (provider: string, address: string): ReturnType<typeof httpUrl> =>
  httpUrl({ desc: `The address of ${provider}'s API or of a server that speaks its protocol.`, default: address });

const specs = {
  NODE_ENV: str({
    desc: 'The kind of installation. "production" refuses every sandbox and plain-http provider address.',
    choices: ['development', 'test', 'production'],
    default: 'development',
  }),
  OPENAI_API_KEY: apiKey('OpenAI'),
  OPENAI_BASE_URL: baseUrl('OpenAI', 'https://api.openai.com/v1'),
  ANTHROPIC_API_KEY: apiKey('Anthropic'),
  ANTHROPIC_BASE_URL: baseUrl('Anthropic', 'https://api.anthropic.com/v1'),
  GOOGLE_GENERATIVE_AI_API_KEY: apiKey('Google'),
  GOOGLE_GENERATIVE_AI_BASE_URL: baseUrl('Google', 'https://generativelanguage.googleapis.com/v1beta'),
  MISTRAL_API_KEY: apiKey('Mistral'),
  MISTRAL_BASE_URL: baseUrl('Mistral', 'https://api.mistral.ai/v1'),
  OPENAI_COMPATIBLE_BASE_URL: httpUrl({
    desc: "The address of a server of your own that speaks OpenAI's protocol (vLLM, Ollama, LiteLLM, a gateway); without it there is none.",
    example: 'https://models.example.com/v1',
    default: '',
  }),
  OPENAI_COMPATIBLE_API_KEY: str({
    desc: 'The key for the OpenAI-compatible server, where it wants one.',
    default: '',
  }),
  MODEL_TIMEOUT_MS: wholeNumber(
    100,
    600_000,
  )({
    desc: 'How long one call of a model may take, in milliseconds.',
    default: 60_000,
  }),
  MODEL_MAX_RETRIES: wholeNumber(
    0,
    10,
  )({
    desc: 'How often a call that failed for a passing reason is made again, before the fallback model is asked.',
    default: 2,
  }),
};

/** Settings of the language models. */
export const modelsSettings: SettingsGroup<typeof specs> = defineSettings('Language models', specs, (settings) =>
  refusePlainHttpInProduction(settings.NODE_ENV, {
    OPENAI_BASE_URL: settings.OPENAI_BASE_URL,
    ANTHROPIC_BASE_URL: settings.ANTHROPIC_BASE_URL,
    GOOGLE_GENERATIVE_AI_BASE_URL: settings.GOOGLE_GENERATIVE_AI_BASE_URL,
    MISTRAL_BASE_URL: settings.MISTRAL_BASE_URL,
    OPENAI_COMPATIBLE_BASE_URL: settings.OPENAI_COMPATIBLE_BASE_URL,
  }),
);

/** Injection token of ModelsSettings. */
export const MODELS_SETTINGS = Symbol('MODELS_SETTINGS');
export type ModelsSettings = CleanedEnv<typeof specs>;
