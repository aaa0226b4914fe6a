import { createHash, hkdfSync } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CRYPTO_SETTINGS, previousKeys, type CryptoSettings } from './crypto.config';
import { fernetDecrypt, fernetEncrypt } from './fernet';

/** What a secret belongs to. A ciphertext decrypts only under the binding that it was made for. */
export interface SecretBinding {
  readonly tenantId: string;
  /** What the secret is for, such as `slack.bot_token`. */
  readonly purpose: string;
}

/** A secret as it is stored: a Fernet token and the id of the key it is under. */
export interface EncryptedSecret {
  readonly ciphertext: string;
  readonly keyId: string;
}

/** Raised when a stored secret is under a key that this installation does not have. */
export class UnknownKeyError extends Error {
  constructor(readonly keyId: string) {
    super(
      `a stored secret is under key ${keyId}, which is neither PLATFORM_ENCRYPTION_KEY nor among PLATFORM_ENCRYPTION_KEY_PREVIOUS`,
    );
    this.name = 'UnknownKeyError';
  }
}

/**
 * Encrypts every stored secret. Each tenant and purpose has a key of its own, derived from the platform key by HKDF,
 * so that a ciphertext moved to another row does not decrypt; the tokens themselves are plain Fernet.
 */
@Injectable()
export class KeyEncryptionService {
  readonly currentKeyId: string;
  private readonly keys = new Map<string, Buffer>();

  constructor(@Inject(CRYPTO_SETTINGS) settings: CryptoSettings) {
    this.currentKeyId = this.add(settings.PLATFORM_ENCRYPTION_KEY);
    for (const key of previousKeys(settings)) this.add(key);
  }

  encrypt(binding: SecretBinding, plaintext: string): EncryptedSecret {
    return {
      ciphertext: fernetEncrypt(this.derive(this.currentKeyId, binding), Buffer.from(plaintext, 'utf8')),
      keyId: this.currentKeyId,
    };
  }

  decrypt(binding: SecretBinding, secret: EncryptedSecret): string {
    return fernetDecrypt(this.derive(secret.keyId, binding), secret.ciphertext).toString('utf8');
  }

  /** The same secret under the current key; unchanged when it already is. */
  rotate(binding: SecretBinding, secret: EncryptedSecret): EncryptedSecret {
    return secret.keyId === this.currentKeyId ? secret : this.encrypt(binding, this.decrypt(binding, secret));
  }

  private add(encodedKey: string): string {
    const key = Buffer.from(encodedKey, 'base64url');
    const keyId = createHash('sha256').update('konstruct key id\n').update(key).digest('hex').slice(0, 16);
    this.keys.set(keyId, key);
    return keyId;
  }

  private derive(keyId: string, binding: SecretBinding): Buffer {
    const key = this.keys.get(keyId);
    if (!key) throw new UnknownKeyError(keyId);
    return Buffer.from(hkdfSync('sha256', key, binding.tenantId, `konstruct secret\n${binding.purpose}`, 32));
  }
}
