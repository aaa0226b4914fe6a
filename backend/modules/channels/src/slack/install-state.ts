import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** What travels through Slack and back while a workspace is being connected. */
export interface InstallState {
  readonly tenantId: string;
  readonly userId: string;
  readonly attemptId: string;
  readonly nonce: string;
  /** The hash of the browser's cookie; the cookie itself never leaves the browser and this product. */
  readonly browser: string;
  /** Seconds since 1970. */
  readonly expiresAt: number;
}

/** Why a state is not accepted. An expired one is genuine, so it is known whose it was. */
export type StateRefusal =
  { readonly reason: 'invalid' } | { readonly reason: 'expired'; readonly state: InstallState };

const FIELDS = [
  'tenantId',
  'userId',
  'attemptId',
  'nonce',
  'browser',
] as const satisfies readonly (keyof InstallState)[];
const LONGEST_STATE = 2_000;

/** The key that signs states, derived so that the client secret itself signs nothing. */
export function installStateKey(clientSecret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', clientSecret, '', 'konstruct slack install state', 32));
}

/** `base64url(payload).base64url(HMAC-SHA256)`. */
export function signInstallState(state: InstallState, key: Buffer): string {
  const payload = Buffer.from(JSON.stringify(state)).toString('base64url');
  return `${payload}.${signatureOf(payload, key).toString('base64url')}`;
}

/** The state, or why it is refused. Nothing of it is believed before the signature was checked. */
export function readInstallState(signed: string, key: Buffer, now: Date): InstallState | StateRefusal {
  const [payload, signature, ...more] = signed.slice(0, LONGEST_STATE).split('.');
  if (!payload || !signature || more.length > 0) return { reason: 'invalid' };
  const given = Buffer.from(signature, 'base64url');
  const expected = signatureOf(payload, key);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return { reason: 'invalid' };
  const state = parse(payload);
  if (!state) return { reason: 'invalid' };
  return state.expiresAt * 1_000 > now.getTime() ? state : { reason: 'expired', state };
}

function signatureOf(payload: string, key: Buffer): Buffer {
  return createHmac('sha256', key).update(payload).digest();
}

function parse(payload: string): InstallState | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    if (typeof value !== 'object' || value === null) return null;
    const fields = value as Record<string, unknown>;
    const isComplete =
      FIELDS.every((name) => typeof fields[name] === 'string') && typeof fields['expiresAt'] === 'number';
    return isComplete ? (value as InstallState) : null;
  } catch {
    return null;
  }
}
