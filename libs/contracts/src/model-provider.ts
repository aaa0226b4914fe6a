/** Who runs the language models that an AI employee can think with: companies, and any server that speaks OpenAI's protocol. */
export const MODEL_PROVIDERS = ['openai', 'anthropic', 'google', 'mistral', 'openai_compatible'] as const;
export type ModelProvider = (typeof MODEL_PROVIDERS)[number];

/** The providers' names as people write them. */
export const MODEL_PROVIDER_NAMES: Readonly<Record<ModelProvider, string>> = {
  openai: 'OpenAI',
  anthropic: 'Anthropic',
  google: 'Google',
  mistral: 'Mistral',
  openai_compatible: 'OpenAI-compatible server',
};
