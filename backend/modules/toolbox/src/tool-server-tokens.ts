import { Injectable } from '@nestjs/common';
import { KeyEncryptionService, type SecretBinding } from '@konstruct/crypto';
import type { ToolServer } from './tool-server.entity';

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
    const { ciphertext, keyId } = await this.encryption.encrypt(binding(tenantId, serverId), token);
    return { bearerCiphertext: ciphertext, bearerKeyId: keyId };
  }

  async open({ tenantId, id, bearerCiphertext, bearerKeyId }: ToolServer): Promise<string | null> {
    if (bearerCiphertext === null || bearerKeyId === null) return null;
    return this.encryption.decrypt(binding(tenantId, id), { ciphertext: bearerCiphertext, keyId: bearerKeyId });
  }
}

function binding(tenantId: string, serverId: string): SecretBinding {
  return { tenantId, purpose: `tools.bearer_token:${serverId}` };
}
