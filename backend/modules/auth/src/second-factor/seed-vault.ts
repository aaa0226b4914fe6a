import { Injectable } from '@nestjs/common';
import {
  bindingOf,
  KeyEncryptionService,
  KeyServiceError,
  PEOPLE,
  type EncryptedSecret,
  type SecretColumn,
} from '@konstruct/crypto';
import { RequestError } from '@konstruct/platform';

/** Where the seeds are. */
export const secondFactorSeed: SecretColumn = {
  owner: 'person',
  table: 'second_factors',
  rowId: 'user_id',
  ciphertext: 'seed_ciphertext',
  keyId: 'seed_key_id',
  purpose: 'second_factor.seed',
};

/** Encrypts and decrypts seeds, each bound to its person. May ask a key service, so never within a transaction. */
@Injectable()
export class SeedVault {
  constructor(private readonly encryption: KeyEncryptionService) {}

  seal(userId: string, seed: string): Promise<EncryptedSecret> {
    return available(this.encryption.encrypt(bindingOf(PEOPLE, secondFactorSeed, userId), seed));
  }

  open(userId: string, seed: EncryptedSecret): Promise<string> {
    return available(this.encryption.decrypt(bindingOf(PEOPLE, secondFactorSeed, userId), seed));
  }
}

async function available<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof KeyServiceError) throw new RequestError('unavailable', { cause: error });
    throw error;
  }
}
