import { randomBytes } from 'node:crypto';
import { HttpTestServer, type TestAnswer, type TestRequest } from './http-test-server';
import { seal, unseal } from './sealed-box';

const TOKEN = 'hvs.test-token';

interface TransitBody {
  readonly plaintext?: string;
  readonly ciphertext?: string;
  readonly associated_data?: string;
}

/** HashiCorp Vault's transit engine as far as data keys are wrapped and unwrapped, with versions of its keys. */
export class VaultServer {
  private readonly versions = new Map<string, Buffer[]>();

  private constructor(readonly http: HttpTestServer) {}

  static async start(): Promise<VaultServer> {
    const vault: VaultServer = new VaultServer(await HttpTestServer.start((request) => vault.answer(request)));
    vault.rotate('konstruct');
    return vault;
  }

  /** Adds a version to a key, the first one too; earlier versions still decrypt. */
  rotate(name: string): void {
    this.versions.set(name, [...(this.versions.get(name) ?? []), randomBytes(32)]);
  }

  get environment(): Record<string, string> {
    return { KEY_PROVIDER: 'vault', VAULT_ADDR: this.http.url, VAULT_TRANSIT_KEY: 'konstruct', VAULT_TOKEN: TOKEN };
  }

  private answer({ method, path, headers, body: text }: TestRequest): TestAnswer {
    if (headers['x-vault-token'] !== TOKEN) return refuse(403, 'permission denied');
    const [, action, name = ''] = /^\/v1\/transit\/(encrypt|decrypt)\/([\w-]+)$/.exec(path) ?? [];
    const versions = this.versions.get(name);
    if (method !== 'POST' || !versions) return refuse(404, 'no handler for route');
    const body = JSON.parse(text) as TransitBody;
    return action === 'encrypt' ? encrypt(versions, body) : decrypt(versions, body);
  }
}

function encrypt(versions: readonly Buffer[], { plaintext = '', associated_data: data = '' }: TransitBody): TestAnswer {
  const key = versions.at(-1);
  if (!key) return refuse(400, 'encryption key not found');
  const sealed = seal(key, Buffer.from(plaintext, 'base64'), data).toString('base64');
  return succeed({ ciphertext: `vault:v${versions.length}:${sealed}`, key_version: versions.length });
}

function decrypt(
  versions: readonly Buffer[],
  { ciphertext = '', associated_data: data = '' }: TransitBody,
): TestAnswer {
  const [, version, sealed = ''] = /^vault:v(\d+):(.+)$/.exec(ciphertext) ?? [];
  const key = versions[Number(version) - 1];
  const plaintext = key && unseal(key, Buffer.from(sealed, 'base64'), data);
  return plaintext ? succeed({ plaintext: plaintext.toString('base64') }) : refuse(400, 'invalid ciphertext');
}

function succeed(data: object): TestAnswer {
  return { status: 200, body: { request_id: 'r', lease_id: '', renewable: false, lease_duration: 0, data } };
}

function refuse(status: number, error: string): TestAnswer {
  return { status, body: { errors: [error] } };
}
