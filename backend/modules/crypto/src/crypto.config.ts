import { str } from 'envalid';
import {
  defineSettings,
  httpUrl,
  refusePlainHttpInProduction,
  wholeNumber,
  type SettingsGroup,
} from '@konstruct/platform';
import type { CleanedEnv } from 'envalid';
import { isFernetKey } from './fernet';

const KEY_PROVIDERS = ['local', 'aws-kms', 'vault'] as const;

const specs = {
  NODE_ENV: str({
    desc: 'The kind of installation. "production" refuses every sandbox and plain-http provider address.',
    choices: ['development', 'test', 'production'],
    default: 'development',
  }),
  KEY_PROVIDER: str({
    desc: 'What protects the keys of stored secrets: PLATFORM_ENCRYPTION_KEY (local), AWS KMS (aws-kms) or HashiCorp Vault (vault). The others still read what they protected, as long as they are configured.',
    choices: KEY_PROVIDERS,
    default: 'local',
  }),
  PLATFORM_ENCRYPTION_KEY: str({
    desc: 'The key that encrypts every stored secret: 32 random bytes as base64url (a Fernet key). Not needed when KEY_PROVIDER names another.',
    example: "the output of: node -e \"console.log(crypto.randomBytes(32).toString('base64url') + '=')\"",
    requiredWhen: ({ KEY_PROVIDER }) => KEY_PROVIDER === 'local',
    default: undefined,
  }),
  PLATFORM_ENCRYPTION_KEY_PREVIOUS: str({
    desc: 'Earlier keys, comma-separated, that can still decrypt while secrets are re-encrypted.',
    default: '',
  }),
  DATA_KEY_CACHE_SECONDS: wholeNumber(
    10,
    3_600,
  )({
    desc: "How long a business's data key that AWS KMS or Vault unwrapped stays in memory, in seconds.",
    default: 300,
  }),
  AWS_KMS_KEY_ID: str({
    desc: "The id, ARN or alias of the AWS KMS key that wraps each business's data key. Credentials come from where AWS's SDK finds them.",
    default: '',
  }),
  AWS_REGION: str({ desc: 'The region of the AWS KMS key.', default: '' }),
  AWS_KMS_ENDPOINT: httpUrl({
    desc: 'Where AWS KMS answers, when not at its public address in the region.',
    default: '',
  }),
  VAULT_ADDR: httpUrl({
    desc: 'The address of HashiCorp Vault.',
    example: 'https://vault.example.com:8200',
    default: '',
  }),
  VAULT_TRANSIT_KEY: str({
    desc: "The key of Vault's transit engine that wraps each business's data key.",
    default: '',
  }),
  VAULT_TRANSIT_MOUNT: str({ desc: "Where Vault's transit engine is mounted.", default: 'transit' }),
  VAULT_NAMESPACE: str({ desc: "Vault's namespace, where it has several.", default: '' }),
  VAULT_TOKEN: str({ desc: 'The token that Vault is asked with.', default: '' }),
  VAULT_TOKEN_FILE: str({
    desc: 'A file that holds the token instead and that is read anew each time, such as the sink of a Vault agent.',
    default: '',
  }),
};

/** Settings of the key ring. */
export const cryptoSettings: SettingsGroup<typeof specs> = defineSettings('Encryption', specs, (settings) => [
  ...malformedKeys(settings),
  ...missingOf(settings),
  ...refusePlainHttpInProduction(settings.NODE_ENV, {
    AWS_KMS_ENDPOINT: settings.AWS_KMS_ENDPOINT,
    VAULT_ADDR: settings.VAULT_ADDR,
  }),
]);

/** Injection token of CryptoSettings. */
export const CRYPTO_SETTINGS = Symbol('CRYPTO_SETTINGS');
export type CryptoSettings = CleanedEnv<typeof specs>;

/** The earlier keys as a list. */
export function previousKeys({ PLATFORM_ENCRYPTION_KEY_PREVIOUS: keys }: CryptoSettings): string[] {
  return keys
    .split(',')
    .map((key) => key.trim())
    .filter((key) => key !== '');
}

function malformedKeys(settings: CryptoSettings): string[] {
  const { PLATFORM_ENCRYPTION_KEY: current } = settings;
  const named = [
    ['PLATFORM_ENCRYPTION_KEY', current === undefined ? [] : [current]],
    ['PLATFORM_ENCRYPTION_KEY_PREVIOUS', previousKeys(settings)],
  ] as const;
  return named
    .filter(([, keys]) => !keys.every(isFernetKey))
    .map(([name]) => `${name} must be 32 bytes as base64url (44 characters with padding).`);
}

/** What the chosen provider cannot do without. */
function missingOf(settings: CryptoSettings): string[] {
  const { KEY_PROVIDER: provider } = settings;
  const needed =
    provider === 'aws-kms'
      ? (['AWS_KMS_KEY_ID', 'AWS_REGION'] as const)
      : provider === 'vault'
        ? (['VAULT_ADDR', 'VAULT_TRANSIT_KEY'] as const)
        : [];
  const missing: string[] = needed.filter((name) => settings[name] === '');
  if (provider === 'vault' && settings.VAULT_TOKEN === '' && settings.VAULT_TOKEN_FILE === '')
    missing.push('VAULT_TOKEN (or VAULT_TOKEN_FILE)');
  return missing.map((name) => `${name} is missing. KEY_PROVIDER is ${provider}, which needs it.`);
}
