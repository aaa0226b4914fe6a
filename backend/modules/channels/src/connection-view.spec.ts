import type { ChannelConnection } from './channel-connection.entity';
import { toConnectionView } from './connection-view';
import { REQUIRED_BOT_SCOPES } from './slack/slack-scopes';

const CONNECTION: ChannelConnection = {
  tenantId: 'tenant',
  id: 'connection',
  kind: 'slack',
  status: 'connected',
  externalAccountId: 'T1',
  enterpriseId: null,
  workspaceName: 'Acme',
  botUserId: 'U0BOT',
  botId: 'B0BOT',
  appId: 'A1',
  scopes: [...REQUIRED_BOT_SCOPES],
  phoneNumber: null,
  qualityRating: null,
  agentId: null,
  botTokenCiphertext: 'ciphertext-of-token',
  botTokenKeyId: 'key',
  refreshTokenCiphertext: 'ciphertext-of-refresh',
  refreshTokenKeyId: 'key',
  tokenExpiresAt: new Date('2026-11-21T22:00:00Z'),
  refreshLeaseId: null,
  refreshLeaseUntil: null,
  brokenReason: null,
  connectedBy: 'user',
  connectedAt: new Date('2026-11-21T10:00:00Z'),
  disconnectedAt: null,
  lastEventAt: null,
  lastSentAt: null,
  windowStartedAt: new Date('2026-11-21T10:00:00Z'),
  windowSends: 0,
  limitedUntil: null,
  windowFailures: 0,
};

describe('toConnectionView', () => {
  it('shows what a person may see and no secret', () => {
    const view = toConnectionView(CONNECTION);
    expect(view).toMatchObject({
      id: 'connection',
      workspace_id: 'T1',
      failure_rate: 0,
      token_expires_at: '2026-11-21T22:00:00.000Z',
      missing_scopes: [],
    });
    expect(JSON.stringify(view)).not.toMatch(/ciphertext|key/);
  });

  it('says why a connection is broken and what to do', () => {
    const view = toConnectionView({ ...CONNECTION, status: 'broken', brokenReason: 'app_uninstalled' });
    expect(view.broken_reason).toContain('removed');
    expect(view.broken_fix).toContain('Reconnect');
  });

  it('shows the share of failures and the scopes that are missing', () => {
    const view = toConnectionView({
      ...CONNECTION,
      windowSends: 4,
      windowFailures: 1,
      scopes: REQUIRED_BOT_SCOPES.slice(1),
    });
    expect(view.failure_rate).toBe(0.25);
    expect(view.missing_scopes).toEqual([REQUIRED_BOT_SCOPES[0]]);
    expect(view.missing_permissions).toEqual(['hear when somebody mentions the employee']);
  });
});
