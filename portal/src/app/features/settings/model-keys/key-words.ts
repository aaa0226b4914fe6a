import type { ModelKeyView, ModelProviderView } from '@konstruct/api-client';
import type { StatusTone } from '@konstruct/ui';

/** How a key is doing, in one or two words. */
export function statusOf(key: ModelKeyView): { readonly label: string; readonly tone: StatusTone } {
  if (key.failure_code === 'unreadable') return { label: 'Unreadable', tone: 'danger' };
  if (key.failure_code === 'no_model_access') return { label: 'Lacks a model', tone: 'danger' };
  if (key.failing_since !== null) return { label: 'Refused', tone: 'danger' };
  if (key.last_check.verdict === 'ok') return { label: 'Works', tone: 'success' };
  return { label: 'Check failed', tone: 'warning' };
}

/** A key by what may be shown of it. */
export function hintWords({ key_hint: hint }: ModelKeyView): string {
  return hint === '' ? 'not shown' : `•••• ${hint}`;
}

/** What a provider without an own key is called with. */
export function sourceWords({ key_source: source, provider }: ModelProviderView): string {
  if (source === 'installation') return "Uses this installation's key";
  return provider === 'openai_compatible' ? 'No server is connected' : 'No key, so its models cannot be used';
}

const LIST = new Intl.ListFormat('en');

/** Names as a sentence lists them. */
export function listed(names: readonly string[]): string {
  return LIST.format(names);
}

/** What deleting a key means, with the employees who use it. */
export function deletionWords(key: ModelKeyView, providerName: string): string {
  const names = key.agents.map(({ name }) => name);
  const reports = 'Reports keep its name.';
  if (names.length === 0) return `No employee uses it. ${reports}`;
  const who = listed(names);
  return `${who} ${names.length === 1 ? 'uses' : 'use'} it. From the next message on ${names.length === 1 ? 'it answers' : 'they answer'} with this installation's key for ${providerName} where there is one, and otherwise say that they cannot answer. ${reports}`;
}

/** What is said of a key that fails at work. */
interface FailureWords {
  readonly heading: string;
  readonly state: string;
  readonly remedy: string;
  /** Whether nobody who uses the key can answer; with a model missing, the others can. */
  readonly concernsEveryone: boolean;
}

const LACKS_MODEL: FailureWords = {
  heading: 'Lacks a model since ',
  state: 'It is good, but ',
  remedy: 'Give it access to the model there, or choose another model; then check it again.',
  concernsEveryone: false,
};
const UNREADABLE: FailureWords = {
  heading: 'Cannot be read since ',
  state: 'It is of no use at work: ',
  remedy: 'Replace it, or ask who runs this installation to bring the encryption key back.',
  concernsEveryone: true,
};
const REFUSED: FailureWords = {
  heading: 'Refused since ',
  state: 'It is of no use at work: ',
  remedy: 'Fix it at the provider and check it again, or replace it.',
  concernsEveryone: true,
};

/** Since when a key fails, in which way, and what to do. */
export function failureWords({ failure_code: code }: ModelKeyView): FailureWords {
  return code === 'no_model_access' ? LACKS_MODEL : code === 'unreadable' ? UNREADABLE : REFUSED;
}
