import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { KeyEncryptionService, KeyServiceError, type SecretBinding } from '@konstruct/crypto';
import type { WhatsappAccount } from './whatsapp-account.entity';
import { WhatsappSendError } from './whatsapp-send-error';

/** The secrets of a business's own Meta app. */
export interface WhatsappSecrets {
  readonly accessToken: string;
  readonly appSecret: string;
}

/** The columns that hold them. */
export type StoredWhatsappSecrets = Pick<
  WhatsappAccount,
  'accessTokenCiphertext' | 'accessTokenKeyId' | 'appSecretCiphertext' | 'appSecretKeyId'
>;

/** The columns of a connection that has ended. */
export const NO_SECRETS: StoredWhatsappSecrets = {
  accessTokenCiphertext: null,
  accessTokenKeyId: null,
  appSecretCiphertext: null,
  appSecretKeyId: null,
};

/** Encrypts and decrypts the secrets of WhatsApp connections, each bound to its tenant, connection and kind. */
@Injectable()
export class WhatsappVault {
  constructor(private readonly encryption: KeyEncryptionService) {}

  /** Before a transaction that seals: the key of the business may have to come from a key service. */
  prepare(tenantId: string): Promise<void> {
    return this.encryption.prepare(tenantId);
  }

  async seal(
    tenantId: string,
    connectionId: string,
    { accessToken, appSecret }: WhatsappSecrets,
  ): Promise<StoredWhatsappSecrets> {
    const token = await this.encryption.encrypt(binding(tenantId, connectionId, 'access_token'), accessToken);
    const secret = await this.encryption.encrypt(binding(tenantId, connectionId, 'app_secret'), appSecret);
    return {
      accessTokenCiphertext: token.ciphertext,
      accessTokenKeyId: token.keyId,
      appSecretCiphertext: secret.ciphertext,
      appSecretKeyId: secret.keyId,
    };
  }

  async open(account: WhatsappAccount): Promise<WhatsappSecrets> {
    const { accessTokenCiphertext, accessTokenKeyId, appSecretCiphertext, appSecretKeyId } = account;
    return {
      accessToken: await this.decrypt(account, 'access_token', accessTokenCiphertext, accessTokenKeyId),
      appSecret: await this.decrypt(account, 'app_secret', appSecretCiphertext, appSecretKeyId),
    };
  }

  /** A secret that cannot be opened is a problem of the installation's keys; it must not look like Meta's. */
  private async decrypt(
    { tenantId, connectionId }: WhatsappAccount,
    kind: SecretKind,
    ciphertext: string | null,
    keyId: string | null,
  ): Promise<string> {
    try {
      if (ciphertext === null || keyId === null) throw new Error('the connection holds no such secret');
      return await this.encryption.decrypt(binding(tenantId, connectionId, kind), { ciphertext, keyId });
    } catch (error) {
      const isRetryable = error instanceof KeyServiceError && error.isRetryable;
      throw new WhatsappSendError({ code: 'secret_unreadable', isRetryable, cause: error });
    }
  }
}

/** What Meta shows when it checks the address of a connection: only who has the app's secret can know it. */
export function verifyTokenOf(connectionId: string, appSecret: string): string {
  return createHmac('sha256', appSecret).update(`konstruct webhook ${connectionId}`).digest('base64url');
}

type SecretKind = 'access_token' | 'app_secret';

function binding(tenantId: string, connectionId: string, kind: SecretKind): SecretBinding {
  return { tenantId, purpose: `whatsapp.${kind}:${connectionId}` };
}
