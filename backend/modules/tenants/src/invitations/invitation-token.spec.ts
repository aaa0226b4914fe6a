import { mintInvitationToken, readInvitationToken } from './invitation-token';

const TENANT = '0198d8a0-0000-7000-8000-000000000001';

describe('tokens of invitations', () => {
  it('name their tenant and hash to what was stored', () => {
    const { token, tokenHash } = mintInvitationToken(TENANT);
    expect(readInvitationToken(token)).toEqual({ tenantId: TENANT, tokenHash });
  });

  it('never repeat', () => {
    expect(mintInvitationToken(TENANT).token).not.toBe(mintInvitationToken(TENANT).token);
  });

  it.each(['', 'garbage', ' '.repeat(64), '🎧'.repeat(20)])('are not "%s"', (text) => {
    expect(readInvitationToken(text)).toBeNull();
  });
});
