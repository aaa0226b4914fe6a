import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CRYPTO_SETTINGS, type CryptoSettings } from '../crypto.config';
import { AwsKmsWrapper } from './aws-kms-wrapper';
import { KeyServiceError, type KeyWrapper, type WrappedKey } from './key-wrapper';
import { VaultTransitWrapper } from './vault-transit-wrapper';

/** The key services of this installation: the one that wraps, and all that can still unwrap. */
@Injectable()
export class KeyWrappers {
  private readonly all: readonly KeyWrapper[];
  private readonly current: KeyWrapper | null;

  constructor(@Inject(CRYPTO_SETTINGS) settings: CryptoSettings) {
    const kms = settings.AWS_KMS_KEY_ID === '' ? null : new AwsKmsWrapper(settings);
    const vault = settings.VAULT_ADDR === '' ? null : new VaultTransitWrapper(settings);
    this.all = [kms, vault].filter((wrapper) => wrapper !== null);
    this.current = { local: null, 'aws-kms': kms, vault }[settings.KEY_PROVIDER];
  }

  /** False when the key of the settings encrypts without a service. */
  get isUsed(): boolean {
    return this.current !== null;
  }

  owns(wrappingKeyId: string): boolean {
    return this.all.some((wrapper) => wrapper.owns(wrappingKeyId));
  }

  /** The key that wraps now. Services turn their keys by themselves, so it is asked for, by wrapping something of no use. */
  async currentKeyId(): Promise<string> {
    return (await this.wrap('probe', randomBytes(32))).wrappingKeyId;
  }

  wrap(tenantId: string, dataKey: Buffer): Promise<WrappedKey> {
    if (!this.current) throw new Error('KEY_PROVIDER is local: there is nothing to wrap with');
    return this.current.wrap(tenantId, dataKey);
  }

  unwrap(tenantId: string, key: WrappedKey): Promise<Buffer> {
    const wrapper = this.all.find((candidate) => candidate.owns(key.wrappingKeyId));
    if (!wrapper)
      throw new KeyServiceError(`a data key is wrapped by ${key.wrappingKeyId}, which is not configured here`, false);
    return wrapper.unwrap(tenantId, key);
  }
}
