import { readSettings } from '@konstruct/platform';
import { cryptoSettings } from './crypto.config';

const KEY = 'cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=';

function problemsOf(environment: NodeJS.ProcessEnv): string {
  try {
    readSettings(cryptoSettings, environment);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

describe('settings of the key ring', () => {
  it('need a key, and say so in one line', () => {
    const lines = problemsOf({}).split('\n').slice(1);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/PLATFORM_ENCRYPTION_KEY is missing\. It is the key that encrypts every stored secret/);
  });

  it.each(['short', `${KEY}${KEY}`, 'a'.repeat(44), `"${KEY}"`])('refuse the malformed key %s', (key) => {
    const problems = problemsOf({ PLATFORM_ENCRYPTION_KEY: key });
    expect(problems.split('\n')).toHaveLength(2);
    expect(problems).toContain('PLATFORM_ENCRYPTION_KEY must be 32 bytes as base64url (44 characters with padding).');
    expect(problems).not.toContain(key);
  });

  it('refuse a malformed earlier key', () => {
    expect(problemsOf({ PLATFORM_ENCRYPTION_KEY: KEY, PLATFORM_ENCRYPTION_KEY_PREVIOUS: `${KEY},no` })).toContain(
      'PLATFORM_ENCRYPTION_KEY_PREVIOUS must be',
    );
  });

  it('need what the chosen key service needs, and then no key of their own', () => {
    expect(problemsOf({ KEY_PROVIDER: 'aws-kms' })).toMatch(/AWS_KMS_KEY_ID is missing.*\n.*AWS_REGION is missing/);
    expect(problemsOf({ KEY_PROVIDER: 'vault' })).toMatch(/VAULT_ADDR.*\n.*VAULT_TRANSIT_KEY.*\n.*VAULT_TOKEN/);
    expect(problemsOf({ KEY_PROVIDER: 'aws-kms', AWS_KMS_KEY_ID: 'alias/konstruct', AWS_REGION: 'eu-central-1' })).toBe(
      '',
    );
  });

  it('refuse a key service in the clear in production', () => {
    const vault = { VAULT_ADDR: 'http://vault:8200', VAULT_TRANSIT_KEY: 'konstruct', VAULT_TOKEN: 'token' };
    const production = { NODE_ENV: 'production', KEY_PROVIDER: 'vault', ...vault };
    expect(problemsOf(production)).toContain('VAULT_ADDR must start with https://');
  });
});
