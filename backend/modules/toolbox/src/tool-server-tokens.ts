import { Injectable } from '@nestjs/common';
import { bindingOf, KeyEncryptionService, type SecretColumn } from '@konstruct/crypto';
import type { ToolServer } from './tool-server.entity';

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
    const { ciphertext, keyId } = await this.encryption.encrypt(bindingOf(tenantId, toolServerToken, serverId), token);
    return { bearerCiphertext: ciphertext, bearerKeyId: keyId };
  }

  async open({ tenantId, id, bearerCiphertext, bearerKeyId }: ToolServer): Promise<string | null> {
    if (bearerCiphertext === null || bearerKeyId === null) return null;
    const secret = { ciphertext: bearerCiphertext, keyId: bearerKeyId };
    return this.encryption.decrypt(bindingOf(tenantId, toolServerToken, id), secret);
  }
}
