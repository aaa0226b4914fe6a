import { MODEL_PROVIDER_NAMES, type ModelProvider } from '@konstruct/contracts';
import { isKnownModel } from './model-catalogue';

/**
 * What whoever chooses a model should know of it; null when there is nothing. A model that the catalogue does not know may be new, or fine-tuned, and is
 * not refused; a slip of the pen is told at once instead of by the first customer.
 */
export function modelWarning(provider: ModelProvider, model: string): string | null {
  if (provider === 'openai_compatible' || isKnownModel(provider, model)) return null;
  return `The catalogue knows no model ${model} of ${MODEL_PROVIDER_NAMES[provider]}. If the provider has it, it works, and its calls are unpriced until a price is imported; if not, people are told that the employee cannot answer. Try it before it goes live.`;
}
