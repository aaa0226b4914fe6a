import { Injectable } from '@nestjs/common';
import {
  bindingOf,
  KeyEncryptionService,
  KeyServiceError,
  type EncryptedSecret,
  type SecretBinding,
} from '@konstruct/crypto';
import type { ChannelConnection } from '../channel-connection.entity';
import { SlackSendError } from './slack-send-error';

/** The tokens of a connection as Slack gives them. */
export interface SlackTokens {
  readonly botToken: string;
  /** Null when the app does not rotate tokens. */
  readonly refreshToken: string | null;
  readonly expiresAt: Date | null;
}

/** The columns that hold a connection's tokens. */
export type StoredTokens = Pick<
  ChannelConnection,
  'botTokenCiphertext' | 'botTokenKeyId' | 'refreshTokenCiphertext' | 'refreshTokenKeyId' | 'tokenExpiresAt'
>;

/** The columns of a connection without tokens. */
export const NO_TOKENS: StoredTokens = {
  botTokenCiphertext: null,
  botTokenKeyId: null,
  refreshTokenCiphertext: null,
  refreshTokenKeyId: null,
  tokenExpiresAt: null,
};

/** Encrypts and decrypts the tokens of connections, each bound to its tenant, connection and kind. */
@Injectable()
export class SlackTokenVault {
  constructor(private readonly encryption: KeyEncryptionService) {}

  /** Before a transaction that seals: the key of the business may have to come from a key service. */
  prepare(tenantId: string): Promise<void> {
    return this.encryption.prepare(tenantId);
  }

  async seal(tenantId: string, connectionId: string, tokens: SlackTokens): Promise<StoredTokens> {
    const bot = await this.encryption.encrypt(binding(tenantId, connectionId, 'bot_token'), tokens.botToken);
    const refresh =
      tokens.refreshToken === null
        ? null
        : await this.encryption.encrypt(binding(tenantId, connectionId, 'refresh_token'), tokens.refreshToken);
    return {
      botTokenCiphertext: bot.ciphertext,
      botTokenKeyId: bot.keyId,
      refreshTokenCiphertext: refresh?.ciphertext ?? null,
      refreshTokenKeyId: refresh?.keyId ?? null,
      tokenExpiresAt: tokens.expiresAt,
    };
  }

  openBotToken({ tenantId, id, botTokenCiphertext, botTokenKeyId }: ChannelConnection): Promise<string> {
    return this.open(binding(tenantId, id, 'bot_token'), secretOf(botTokenCiphertext, botTokenKeyId));
  }

  openRefreshToken({ tenantId, id, refreshTokenCiphertext, refreshTokenKeyId }: ChannelConnection): Promise<string> {
    return this.open(binding(tenantId, id, 'refresh_token'), secretOf(refreshTokenCiphertext, refreshTokenKeyId));
  }

  /** A secret that cannot be opened is a problem of the installation's keys; it must not look like Slack's. */
  private async open(bound: SecretBinding, secret: EncryptedSecret | null): Promise<string> {
    try {
      if (!secret) throw new Error('the connection holds no such token');
      return await this.encryption.decrypt(bound, secret);
    } catch (error) {
      const isRetryable = error instanceof KeyServiceError && error.isRetryable;
      throw new SlackSendError({ code: 'secret_unreadable', isRetryable, cause: error });
    }
  }
}

function binding(tenantId: string, connectionId: string, kind: 'bot_token' | 'refresh_token'): SecretBinding {
  return bindingOf(tenantId, { purpose: `slack.${kind}` }, connectionId);
}

function secretOf(ciphertext: string | null, keyId: string | null): EncryptedSecret | null {
  return ciphertext !== null && keyId !== null ? { ciphertext, keyId } : null;
}
