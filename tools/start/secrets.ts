import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Everything secret that a machine of its own needs. Made once, kept beside the data that some of it encrypts. */
export interface LocalSecrets {
  postgresSuperuserPassword: string;
  postgresOwnerPassword: string;
  postgresApplicationPassword: string;
  sessionSecret: string;
  platformEncryptionKey: string;
  sandboxSlackClientId: string;
  sandboxSlackClientSecret: string;
  sandboxSlackSigningSecret: string;
  sandboxModelApiKey: string;
  sandboxStripeSecretKey: string;
  sandboxStripeWebhookSecret: string;
}

const OWNER_ONLY = 0o600;

/** Reads the secrets, or makes them; a secret that a newer version added is made without touching the others. */
export function loadSecrets(file: string): LocalSecrets {
  const stored = existsSync(file) ? parse(file) : {};
  const secrets: LocalSecrets = { ...generateSecrets(), ...stored };
  if (Object.keys(stored).length < Object.keys(secrets).length) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: OWNER_ONLY });
    chmodSync(file, OWNER_ONLY);
  }
  return secrets;
}

function parse(file: string): Partial<LocalSecrets> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Partial<LocalSecrets>;
  } catch {
    throw new Error(
      `${file} is not valid JSON. It holds the keys of the local database: restore it, or delete the whole folder ` +
        'to start with an empty product.',
    );
  }
}

function generateSecrets(): LocalSecrets {
  return {
    postgresSuperuserPassword: randomToken(),
    postgresOwnerPassword: randomToken(),
    postgresApplicationPassword: randomToken(),
    sessionSecret: randomToken(),
    platformEncryptionKey: fernetKey(),
    // Slack's own ids look like this: two numbers of twelve or thirteen digits.
    sandboxSlackClientId: `${randomDigits()}.${randomDigits()}`,
    sandboxSlackClientSecret: randomBytes(16).toString('hex'),
    sandboxSlackSigningSecret: randomBytes(16).toString('hex'),
    sandboxModelApiKey: `sk-sandbox-${randomToken()}`,
    sandboxStripeSecretKey: `sk_test_${randomBytes(24).toString('hex')}`,
    sandboxStripeWebhookSecret: `whsec_${randomBytes(16).toString('hex')}`,
  };
}

function randomToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Fernet keys are 32 bytes in base64url with their padding. */
function fernetKey(): string {
  return randomBytes(32).toString('base64').replaceAll('+', '-').replaceAll('/', '_');
}

function randomDigits(): string {
  return String(10n ** 12n + (randomBytes(8).readBigUInt64BE() % (9n * 10n ** 12n)));
}
