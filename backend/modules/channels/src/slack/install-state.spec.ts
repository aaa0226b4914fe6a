import { installStateKey, readInstallState, signInstallState, type InstallState } from './install-state';

const KEY = installStateKey('client-secret');
const NOW = new Date('2026-11-21T10:00:00Z');
const STATE: InstallState = {
  tenantId: 't',
  userId: 'u',
  attemptId: 'a',
  nonce: 'n',
  browser: 'b',
  expiresAt: NOW.getTime() / 1_000 + 600,
};

describe('install state', () => {
  const signed = signInstallState(STATE, KEY);
  const [payload = '', signature = ''] = signed.split('.');

  it('is base64url(payload).base64url(HMAC-SHA256) and reads as it was signed', () => {
    expect(signed).toMatch(/^[\w-]+\.[\w-]{43}$/);
    expect(readInstallState(signed, KEY, NOW)).toEqual(STATE);
  });

  it('expires after its time, and is still known to be genuine', () => {
    const later = new Date(NOW.getTime() + 600_000);
    expect(readInstallState(signed, KEY, later)).toEqual({ reason: 'expired', state: STATE });
  });

  const forged = Buffer.from(JSON.stringify({ ...STATE, tenantId: 'other' })).toString('base64url');
  it.each([
    ['nothing', ''],
    ['no signature', payload],
    ['an empty signature', `${payload}.`],
    ['a changed payload', `${forged}.${signature}`],
    ['a changed signature', `${payload}.${signature.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))}`],
    ['a third part', `${signed}.x`],
    ['another key', signInstallState(STATE, installStateKey('another'))],
    ['a signed payload that is no state', signInstallState({ tenantId: 't' } as InstallState, KEY)],
    ['100 kB', 'x'.repeat(100_000)],
  ])('refuses %s', (_, state) => {
    expect(readInstallState(state, KEY, NOW)).toEqual({ reason: 'invalid' });
  });
});
