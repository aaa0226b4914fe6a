import { str } from 'envalid';
import { defineSettings, type SettingsGroup } from '@konstruct/platform';
import type { CleanedEnv } from 'envalid';
import { isFernetKey } from './fernet';

const specs = {
  PLATFORM_ENCRYPTION_KEY: str({
    desc: 'The key that encrypts every stored secret: 32 random bytes as base64url (a Fernet key).',
    example: "the output of: node -e \"console.log(crypto.randomBytes(32).toString('base64url') + '=')\"",
  }),
  PLATFORM_ENCRYPTION_KEY_PREVIOUS: str({
    desc: 'Earlier keys, comma-separated, that can still decrypt while secrets are re-encrypted.',
    default: '',
  }),
};

/** Settings of the key ring. */
export const cryptoSettings: SettingsGroup<typeof specs> = defineSettings('Encryption', specs, (settings) =>
  [
    ['PLATFORM_ENCRYPTION_KEY', [settings.PLATFORM_ENCRYPTION_KEY]] as const,
    ['PLATFORM_ENCRYPTION_KEY_PREVIOUS', previousKeys(settings)] as const,
  ].flatMap(([name, keys]) =>
    keys.every(isFernetKey) ? [] : [`${name} must be 32 bytes as base64url (44 characters with padding).`],
  ),
);

/** Injection token of CryptoSettings. */
export const CRYPTO_SETTINGS = Symbol('CRYPTO_SETTINGS');
export type CryptoSettings = CleanedEnv<typeof specs>;

/** The earlier keys as a list. */
export function previousKeys(settings: CryptoSettings): string[] {
  return settings.PLATFORM_ENCRYPTION_KEY_PREVIOUS.split(',')
    .map((key) => key.trim())
    .filter((key) => key !== '');
}
