import { Injectable } from '@nestjs/common';
import { bindingOf, KeyEncryptionService, KeyServiceError, type SecretColumn } from '@konstruct/crypto';
import type { ModelKey } from './model-key.entity';
import { ModelKeyError } from './model-keys.errors';

/** Where the secrets of this module are. */
export const modelKeySecret: SecretColumn = {
  table: 'model_keys',
  ciphertext: 'secret_ciphertext',
  keyId: 'secret_key_id',
  purpose: 'model_key',
};

/** The columns that hold a key. */
type StoredKey = Pick<ModelKey, 'secretCiphertext' | 'secretKeyId'>;

/** Encrypts and decrypts model keys, each bound to its business and row. */
@Injectable()
export class KeyVault {
  constructor(private readonly encryption: KeyEncryptionService) {}

  async seal(tenantId: string, id: string, apiKey: string): Promise<StoredKey> {
    try {
      const { ciphertext, keyId } = await this.encryption.encrypt(bindingOf(tenantId, modelKeySecret, id), apiKey);
      return { secretCiphertext: ciphertext, secretKeyId: keyId };
    } catch (error) {
      if (error instanceof KeyServiceError) throw new ModelKeyError('key_service_unavailable', { cause: error });
      throw error;
    }
  }

  open({ tenantId, id, secretCiphertext: ciphertext, secretKeyId: keyId }: ModelKey): Promise<string> {
    if (ciphertext === null || keyId === null) throw new Error('the key was deleted');
    return this.encryption.decrypt(bindingOf(tenantId, modelKeySecret, id), { ciphertext, keyId });
  }
}
