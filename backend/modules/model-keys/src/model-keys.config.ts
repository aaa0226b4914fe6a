import { str } from 'envalid';
import { defineSettings, type SettingsGroup } from '@konstruct/platform';
import type { CleanedEnv } from 'envalid';

const specs = {
  INSTALLATION_MODEL_KEYS: str({
    desc: "Who may use the installation's own model keys when a business has none for a provider: everybody, paid (businesses with a subscription) or nobody.",
    choices: ['everybody', 'paid', 'nobody'] as const,
    default: 'everybody',
  }),
};

/** Settings of businesses' own model keys. */
export const modelKeysSettings: SettingsGroup<typeof specs> = defineSettings('Model keys', specs);

/** Injection token of ModelKeysSettings. */
export const MODEL_KEYS_SETTINGS = Symbol('MODEL_KEYS_SETTINGS');
export type ModelKeysSettings = CleanedEnv<typeof specs>;
