import { KeyServiceError, type KeyEncryptionService } from '@konstruct/crypto';
import type { ToolServer } from './tool-server.entity';
import { ToolServerTokens } from './tool-server-tokens';

const SERVER = { tenantId: 'acme', id: 's1', bearerCiphertext: 'gAAA', bearerKeyId: 'k1' } as ToolServer;

describe('tokens of servers of tools, when they cannot be had', () => {
  const tokens = (error: Error): ToolServerTokens => {
    const fail = (): Promise<never> => Promise.reject(error);
    return new ToolServerTokens({ encrypt: fail, decrypt: fail } as unknown as KeyEncryptionService);
  };

  it.each([
    [new KeyServiceError('Vault cannot be reached', true), 503, 'token_service_unavailable'],
    [new KeyServiceError('not configured here', false), 409, 'tool_server_token_unreadable'],
    [new Error('InvalidFernetToken'), 409, 'tool_server_token_unreadable'],
  ])('%s', async (error, status, code) => {
    await expect(tokens(error).open(SERVER)).rejects.toMatchObject({ status, code });
  });

  it('says that nothing was stored', async () => {
    const away = tokens(new KeyServiceError('Vault cannot be reached', true));
    await expect(away.seal('acme', 's1', 'token')).rejects.toMatchObject({ code: 'token_service_unavailable' });
  });
});
