import { MODEL_PROVIDER_NAMES, type ModelProvider } from '@konstruct/contracts';
import type { KeyVerdict } from '@konstruct/models';
import type { KeyFailure } from './model-key.entity';

/** What is said of a check. */
export interface CheckedKey {
  readonly provider: ModelProvider;
  readonly verdict: KeyVerdict;
  readonly model: string | null;
  readonly providerCode: string | null;
}

/** What a check came to, in words: what it means and what to do. */
export function checkWords({ provider, verdict, model, providerCode }: CheckedKey): string {
  const name = provider === 'openai_compatible' ? 'The server' : MODEL_PROVIDER_NAMES[provider];
  const code = providerCode === null ? '' : ` (${providerCode})`;
  switch (verdict) {
    case 'ok':
      return model === null
        ? `${name} answers, but names no model that the key could be tried with.`
        : `${name} accepts the key, and ${model} answers.`;
    case 'invalid_key':
      return `${name} does not know this key${code}. It may have been deleted or copied in part: make a new one and paste all of it.`;
    case 'no_credit':
      return `${name} knows the key, but its account has no credit or has reached its limit${code}. Add credit or raise the limit there; the key itself is fine.`;
    case 'no_model_access':
      return `${name} knows the key, but it may not use ${model ?? 'any model'}${code}. Give it access to the model there, or use a key without restrictions.`;
    case 'unreachable':
      return `${name} cannot be reached or takes too long${code}. Try again in a moment${provider === 'openai_compatible' ? ', and check the address' : ''}.`;
    case 'address_refused':
      return 'The address leads to a private network or is not encrypted. Use the https:// address of a server on the public internet.';
    case 'provider_error':
      return `${name} answers, but not as it should${code}. ${provider === 'openai_compatible' ? 'Check that the address ends where its /models and /chat/completions begin, usually with /v1.' : "Try again in a moment, or look at the provider's status page."}`;
  }
}

const FAILURES: Readonly<Record<Exclude<KeyFailure, 'no_model_access'>, string>> = {
  invalid_key: 'the provider does not accept it any more',
  no_credit: 'its account has no credit left or has reached its limit',
  unreadable: 'it cannot be decrypted any more, because the encryption key of this installation was changed or lost',
};

/** What is wrong with a key at work, as the rest of a sentence about it. */
export function failureWords(failure: KeyFailure, model: string | null): string {
  if (failure !== 'no_model_access') return FAILURES[failure];
  return `the provider says that ${model ?? 'a model'} does not exist or that the key may not use it`;
}

/** A key that a notice is about. */
interface NoticedKey {
  readonly provider: ModelProvider;
  readonly label: string;
  readonly failureModel: string | null;
}

/** The same as a notice: what is wrong, who cannot answer, and what to do. */
export function failureNotice(
  { provider, label, failureModel }: NoticedKey,
  failure: KeyFailure,
  concerned: readonly string[],
): { title: string; body: string } {
  const name = MODEL_PROVIDER_NAMES[provider];
  const who = concerned.length === 0 ? '' : ` ${listed(concerned)} cannot answer with it.`;
  if (failure === 'unreadable') {
    return {
      title: `The ${name} key cannot be read`,
      body: `“${label}” is of no use: ${failureWords(failure, failureModel)}.${who} Replace the key, or ask who runs this installation to bring the encryption key back.`,
    };
  }
  if (failure === 'no_model_access') {
    return {
      title: `The ${name} key may not use a model`,
      body: `“${label}” is good, but ${failureWords(failure, failureModel)}.${who} Give the key access there or choose another model, then check the key.`,
    };
  }
  return {
    title: `The ${name} key does not work`,
    body: `“${label}” is refused: ${failureWords(failure, failureModel)}.${who} Fix it at the provider or replace the key.`,
  };
}

function listed(names: readonly string[]): string {
  return names.length === 1 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
