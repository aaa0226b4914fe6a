import { Inject, Injectable } from '@nestjs/common';
import { CRYPTO_SETTINGS, previousKeys, type CryptoSettings } from './crypto.config';
import { fernetDecrypt, fernetEncrypt } from './fernet';
import { RootKey, type SecretBinding } from './root-key';
import { DataKeys, isDataKeyId, UnknownKeyError } from './wrapping/data-keys';
import { KeyWrappers } from './wrapping/key-wrappers';

/** A secret as it is stored: a Fernet token and the id of the key it is under. */
export interface EncryptedSecret {
  readonly ciphertext: string;
  readonly keyId: string;
}

/**
 * Encrypts every stored secret. Each tenant and purpose has a key of its own, derived from the platform key or the tenant's
 * data key by HKDF, so that a ciphertext moved to another row does not decrypt; the tokens themselves are plain Fernet.
 */
@Injectable()
export class KeyEncryptionService {
  private readonly ring = new Map<string, RootKey>();
  private readonly local: RootKey | null;

  constructor(
    @Inject(CRYPTO_SETTINGS) settings: CryptoSettings,
    private readonly wrappers: KeyWrappers,
    private readonly dataKeys: DataKeys,
  ) {
    const { PLATFORM_ENCRYPTION_KEY: current } = settings;
    const keys = [...(current === undefined ? [] : [current]), ...previousKeys(settings)].map((key) =>
      RootKey.local(key),
    );
    for (const key of keys) this.ring.set(key.id, key);
    this.local = keys[0] ?? null;
  }

  /** The ids of the platform's keys, the one that is encrypted with first; with a key service, all of them are earlier ones. */
  get localKeyIds(): string[] {
    return [...this.ring.keys()];
  }

  async encrypt(binding: SecretBinding, plaintext: string): Promise<EncryptedSecret> {
    return encryptUnder(await this.current(binding.tenantId), binding, plaintext);
  }

  async decrypt(binding: SecretBinding, { ciphertext, keyId }: EncryptedSecret): Promise<string> {
    const key = this.ring.get(keyId) ?? (await this.findDataKey(binding.tenantId, keyId));
    return fernetDecrypt(key.derive(binding), ciphertext).toString('utf8');
  }

  /** The same secret under the current key; unchanged when it already is. */
  async rotate(binding: SecretBinding, secret: EncryptedSecret): Promise<EncryptedSecret> {
    const current = await this.current(binding.tenantId);
    return secret.keyId === current.id ? secret : encryptUnder(current, binding, await this.decrypt(binding, secret));
  }

  /** Which key the tenant's new secrets go under. */
  async currentKeyId(tenantId: string): Promise<string> {
    return (await this.current(tenantId)).id;
  }

  /** Asks the key service, where there is one, before a transaction in which something is encrypted. */
  async prepare(tenantId: string): Promise<void> {
    await this.current(tenantId);
  }

  private current(tenantId: string): Promise<RootKey> {
    if (this.wrappers.isUsed) return this.dataKeys.current(tenantId);
    if (!this.local) throw new Error('PLATFORM_ENCRYPTION_KEY is not set');
    return Promise.resolve(this.local);
  }

  private findDataKey(tenantId: string, keyId: string): Promise<RootKey> {
    if (!isDataKeyId(keyId)) throw new UnknownKeyError(keyId);
    return this.dataKeys.find(tenantId, keyId);
  }
}

function encryptUnder(key: RootKey, binding: SecretBinding, plaintext: string): EncryptedSecret {
  return { ciphertext: fernetEncrypt(key.derive(binding), Buffer.from(plaintext, 'utf8')), keyId: key.id };
}
