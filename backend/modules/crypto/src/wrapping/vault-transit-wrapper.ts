import { readFile } from 'node:fs/promises';
import type { CryptoSettings } from '../crypto.config';
import { KeyServiceError, type KeyWrapper, type WrappedKey } from './key-wrapper';

const TIMEOUT_MS = 5_000;

/** Transit's ciphertexts say which version of the key made them. */
const VERSION = /^vault:(v\d+):/;

/** Wraps data keys by HashiCorp Vault's transit engine, with the tenant as associated data. */
export class VaultTransitWrapper implements KeyWrapper {
  private readonly prefix: string;

  constructor(private readonly settings: CryptoSettings) {
    this.prefix = `vault:${settings.VAULT_TRANSIT_MOUNT}/`;
  }

  owns(wrappingKeyId: string): boolean {
    return wrappingKeyId.startsWith(this.prefix);
  }

  async wrap(tenantId: string, dataKey: Buffer): Promise<WrappedKey> {
    const name = this.settings.VAULT_TRANSIT_KEY;
    const plaintext = dataKey.toString('base64');
    const wrapped = await this.ask('encrypt', name, { plaintext, associated_data: associated(tenantId) }, 'ciphertext');
    const version = VERSION.exec(wrapped)?.[1];
    if (version === undefined) throw new KeyServiceError('Vault gave no ciphertext of its transit engine', false);
    return { wrapped, wrappingKeyId: `${this.prefix}${name}:${version}` };
  }

  async unwrap(tenantId: string, { wrapped, wrappingKeyId }: WrappedKey): Promise<Buffer> {
    const name = wrappingKeyId.slice(this.prefix.length, wrappingKeyId.lastIndexOf(':'));
    const body = { ciphertext: wrapped, associated_data: associated(tenantId) };
    return Buffer.from(await this.ask('decrypt', name, body, 'plaintext'), 'base64');
  }

  private async ask(action: 'encrypt' | 'decrypt', name: string, body: object, field: string): Promise<string> {
    const { VAULT_ADDR: address, VAULT_TRANSIT_MOUNT: mount, VAULT_NAMESPACE: namespace } = this.settings;
    const url = new URL(`v1/${mount}/${action}/${encodeURIComponent(name)}`, `${address.replace(/\/$/, '')}/`);
    const headers = {
      'content-type': 'application/json',
      'x-vault-request': 'true',
      'x-vault-token': await this.token(),
      ...(namespace === '' ? {} : { 'x-vault-namespace': namespace }),
    };
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch((error: unknown) => {
      throw new KeyServiceError('Vault cannot be reached', true, { cause: error });
    });
    // A body of Vault's may quote what was sent, so its words go nowhere.
    if (!response.ok)
      throw new KeyServiceError(`Vault answered ${response.status} to ${action}`, this.isPassing(response.status));
    const value = fieldOf(await this.read(response, action), field);
    if (value === null) throw new KeyServiceError(`Vault's answer to ${action} lacks ${field}`, false);
    return value;
  }

  /** A page of a proxy, or half an answer: Vault itself said nothing. */
  private async read(response: Response, action: string): Promise<unknown> {
    try {
      return await response.json();
    } catch (error) {
      throw new KeyServiceError(`The answer to ${action} is none of Vault's`, true, { cause: error });
    }
  }

  /** Sealed, standing by, busy or broken: it may be well again later. So may a token be that an agent is about to renew. */
  private isPassing(status: number): boolean {
    return status === 429 || status >= 472 || (status === 403 && this.settings.VAULT_TOKEN_FILE !== '');
  }

  private async token(): Promise<string> {
    const { VAULT_TOKEN: token, VAULT_TOKEN_FILE: file } = this.settings;
    if (file === '') return token;
    try {
      return (await readFile(file, 'utf8')).trim();
    } catch (error) {
      throw new KeyServiceError('VAULT_TOKEN_FILE cannot be read', true, { cause: error });
    }
  }
}

function fieldOf(answer: unknown, field: string): string | null {
  const { data } = (answer ?? {}) as { data?: Readonly<Record<string, unknown>> | null };
  const value = data?.[field];
  return typeof value === 'string' ? value : null;
}

function associated(tenantId: string): string {
  return Buffer.from(tenantId).toString('base64');
}
