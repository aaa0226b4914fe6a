import { MODEL_PROVIDERS, type ModelProvider } from '@konstruct/contracts';
import { isKnownModel } from './model-catalogue';

/** A model and who runs it. */
export interface ModelReference {
  readonly provider: ModelProvider;
  readonly model: string;
}

/**
 * Reads the name of a fallback model: `provider/model` says whose it is; a bare name is the same provider's, unless only
 * another one's catalogue has it. What an OpenAI-compatible server calls its models is its own business.
 */
export function fallbackReference(name: string, provider: ModelProvider): ModelReference {
  const named = MODEL_PROVIDERS.find((candidate) => name.startsWith(`${candidate}/`));
  if (named) return { provider: named, model: name.slice(named.length + 1) };
  if (provider === 'openai_compatible' || isKnownModel(provider, name)) return { provider, model: name };
  return { provider: MODEL_PROVIDERS.find((candidate) => isKnownModel(candidate, name)) ?? provider, model: name };
}
