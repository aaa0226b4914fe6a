/** The companies whose language models an AI employee can think with. */
export const MODEL_PROVIDERS = ['openai', 'anthropic', 'google', 'mistral'] as const;
export type ModelProvider = (typeof MODEL_PROVIDERS)[number];

/** The providers' names as people write them. */
export const MODEL_PROVIDER_NAMES: Readonly<Record<ModelProvider, string>> = {
  openai: 'OpenAI',
  anthropic: 'Anthropic',
  google: 'Google',
  mistral: 'Mistral',
};
