import { DecryptCommand, EncryptCommand, KMSClient, KMSServiceException } from '@aws-sdk/client-kms';
import type { CryptoSettings } from '../crypto.config';
import { KeyServiceError, type KeyWrapper, type WrappedKey } from './key-wrapper';

const PREFIX = 'aws-kms:';

/** What KMS answers when it may be well again later. */
const PASSING = new Set([
  'ThrottlingException',
  'LimitExceededException',
  'KMSInternalException',
  'DependencyTimeoutException',
  'KeyUnavailableException',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'InternalFailure',
  'RequestExpired',
  // Credentials that the machine renews by itself.
  'ExpiredToken',
  'ExpiredTokenException',
]);

/** Wraps data keys by AWS KMS, with the tenant as encryption context. */
export class AwsKmsWrapper implements KeyWrapper {
  private readonly client: KMSClient;

  constructor(private readonly settings: CryptoSettings) {
    this.client = new KMSClient({
      region: settings.AWS_REGION,
      maxAttempts: 3,
      requestHandler: { connectionTimeout: 3_000, requestTimeout: 5_000 },
      ...(settings.AWS_KMS_ENDPOINT === '' ? {} : { endpoint: settings.AWS_KMS_ENDPOINT }),
    });
  }

  owns(wrappingKeyId: string): boolean {
    return wrappingKeyId.startsWith(PREFIX);
  }

  async wrap(tenantId: string, dataKey: Buffer): Promise<WrappedKey> {
    const answer = await this.ask(() =>
      this.client.send(
        new EncryptCommand({
          KeyId: this.settings.AWS_KMS_KEY_ID,
          Plaintext: dataKey,
          EncryptionContext: contextOf(tenantId),
        }),
      ),
    );
    if (!answer.CiphertextBlob || answer.KeyId === undefined) throw new KeyServiceError('AWS KMS gave no key', false);
    return {
      wrapped: Buffer.from(answer.CiphertextBlob).toString('base64'),
      wrappingKeyId: `${PREFIX}${answer.KeyId}`,
    };
  }

  async unwrap(tenantId: string, { wrapped, wrappingKeyId }: WrappedKey): Promise<Buffer> {
    const answer = await this.ask(() =>
      this.client.send(
        new DecryptCommand({
          KeyId: wrappingKeyId.slice(PREFIX.length),
          CiphertextBlob: Buffer.from(wrapped, 'base64'),
          EncryptionContext: contextOf(tenantId),
        }),
      ),
    );
    if (!answer.Plaintext) throw new KeyServiceError('AWS KMS gave no key', false);
    return Buffer.from(answer.Plaintext);
  }

  private async ask<T>(question: () => Promise<T>): Promise<T> {
    try {
      return await question();
    } catch (error) {
      // An answer of KMS says by its name what is wrong; anything else is a connection that failed.
      const isAnswer = error instanceof KMSServiceException;
      const what = error instanceof Error ? error.name : 'no answer';
      throw new KeyServiceError(`AWS KMS refused or cannot be reached (${what})`, !isAnswer || PASSING.has(what), {
        cause: error,
      });
    }
  }
}

function contextOf(tenantId: string): Record<string, string> {
  return { tenant_id: tenantId };
}
