import { Injectable } from '@nestjs/common';
import { bindingOf, KeyEncryptionService, KeyServiceError, type SecretColumn } from '@konstruct/crypto';
import type { ToolServer } from './tool-server.entity';
import { ToolError } from './toolbox.errors';

/** Where the secrets of this module are. */
export const toolServerToken: SecretColumn = {
  table: 'tool_servers',
  ciphertext: 'bearer_ciphertext',
  keyId: 'bearer_key_id',
  purpose: 'tools.bearer_token',
};

/** Encrypts and decrypts the bearer tokens of servers, each bound to its business and server. */
@Injectable()
export class ToolServerTokens {
  constructor(private readonly encryption: KeyEncryptionService) {}

  async seal(
    tenantId: string,
    serverId: string,
    token: string | null,
  ): Promise<Pick<ToolServer, 'bearerCiphertext' | 'bearerKeyId'>> {
    if (token === null) return { bearerCiphertext: null, bearerKeyId: null };
    const { ciphertext, keyId } = await this.encryption
      .encrypt(bindingOf(tenantId, toolServerToken, serverId), token)
      .catch((error: unknown) => {
        throw error instanceof KeyServiceError ? new ToolError('token_service_unavailable', { cause: error }) : error;
      });
    return { bearerCiphertext: ciphertext, bearerKeyId: keyId };
  }

  async open({ tenantId, id, bearerCiphertext, bearerKeyId }: ToolServer): Promise<string | null> {
    if (bearerCiphertext === null || bearerKeyId === null) return null;
    const secret = { ciphertext: bearerCiphertext, keyId: bearerKeyId };
    return this.encryption.decrypt(bindingOf(tenantId, toolServerToken, id), secret).catch((error: unknown) => {
      const isAway = error instanceof KeyServiceError && error.isRetryable;
      throw new ToolError(isAway ? 'token_service_unavailable' : 'tool_server_token_unreadable', { cause: error });
    });
  }
}
