import { MODEL_PROVIDER_NAMES, type ModelProvider } from '@konstruct/contracts';

/** Longer than the key of any provider. */
const MAXIMUM_KEY_LENGTH = 512;
/** Gateways of one's own may want a signed token, which is longer. */
const MAXIMUM_TOKEN_LENGTH = 4_096;

const HINT_CHARACTERS = 4;
/** A shorter text would be shown in large part. */
const LEAST_HINTED = 12;

/** How keys of others begin, by whose they are. */
const STRANGERS: readonly (readonly [prefix: string, owner: string])[] = [
  ['sk-or-', 'OpenRouter'],
  ['sk_live_', 'Stripe'],
  ['sk_test_', 'Stripe'],
  ['rk_live_', 'Stripe'],
  ['gsk_', 'Groq'],
  ['xai-', 'xAI'],
  ['hf_', 'Hugging Face'],
  ['xoxb-', 'Slack'],
  ['xoxe', 'Slack'],
  ['EAA', 'Meta'],
  ['AKIA', 'AWS'],
  ['ghp_', 'GitHub'],
];

/** How keys of providers begin, the longest beginnings first. */
const PROVIDERS: readonly (readonly [prefix: string, owner: ModelProvider])[] = [
  ['sk-ant-', 'anthropic'],
  ['AIza', 'google'],
  ['sk-', 'openai'],
];

/** What is wrong with a key as it was pasted, in words that follow the field's name; null when nothing is. */
export function keyTextProblem(key: string, provider: ModelProvider): string | null {
  if (key === '') return provider === 'openai_compatible' ? null : 'must not be empty';
  const maximum = provider === 'openai_compatible' ? MAXIMUM_TOKEN_LENGTH : MAXIMUM_KEY_LENGTH;
  if (key.length > maximum)
    return `is ${key.length} characters long; no provider's key is longer than ${maximum}. Paste the key alone`;
  if (/[\r\n]/.test(key)) return 'has a line break in it; paste the key alone';
  if (/\s/.test(key)) return 'has a space in it; paste the key alone';
  if (/["'`“”‘’«»]/.test(key)) return 'has quotes around or in it; paste the key without them';
  if (!/^[\x21-\x7e]+$/.test(key)) return 'has characters that no key has; copy it again from the provider';
  if (provider !== 'openai_compatible' && key.length < 8) return 'is too short for a key; copy the whole key';
  return null;
}

/** Whose key it is by how it begins, when that is somebody else; in words that follow the field's name. */
export function foreignKeyProblem(key: string, provider: ModelProvider): string | null {
  if (provider === 'openai_compatible') return null;
  const ours = MODEL_PROVIDER_NAMES[provider];
  const stranger = ownerOf(key, STRANGERS);
  if (stranger !== undefined) return `looks like a key of ${stranger}, not of ${ours}`;
  const owner = ownerOf(key, PROVIDERS);
  if (owner === undefined || owner === provider) return null;
  const name = MODEL_PROVIDER_NAMES[owner];
  return `looks like a key of ${name}, not of ${ours}; choose ${name}, or paste another key`;
}

function ownerOf<Owner>(key: string, owners: readonly (readonly [prefix: string, owner: Owner])[]): Owner | undefined {
  return owners.find(([prefix]) => key.startsWith(prefix))?.[1];
}

/** What may be shown of a key. */
export function hintOf(key: string): string {
  return key.length < LEAST_HINTED ? '' : key.slice(-HINT_CHARACTERS);
}
