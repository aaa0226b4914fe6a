import { createHash, randomBytes } from 'node:crypto';
import { parse, stringify } from 'uuid';

const TENANT_BYTES = 16;
const SECRET_BYTES = 32;

/** What an invitation's link carries, taken apart. */
export interface InvitationToken {
  readonly tenantId: string;
  readonly tokenHash: Buffer;
}

/**
 * A new token: the tenant's id and 256 random bits. Whoever follows the link belongs to no tenant yet, so the token itself
 * says in which tenant's transaction to look; the id alone opens nothing.
 */
export function mintInvitationToken(tenantId: string): { token: string; tokenHash: Buffer } {
  const token = Buffer.concat([parse(tenantId), randomBytes(SECRET_BYTES)]);
  return { token: token.toString('base64url'), tokenHash: hashOf(token) };
}

/** Takes a token apart; null when it cannot be one. */
export function readInvitationToken(text: string): InvitationToken | null {
  const token = Buffer.from(text, 'base64url');
  if (token.length !== TENANT_BYTES + SECRET_BYTES || token.toString('base64url') !== text) return null;
  try {
    return { tenantId: stringify(token.subarray(0, TENANT_BYTES)), tokenHash: hashOf(token) };
  } catch {
    return null;
  }
}

function hashOf(token: Buffer): Buffer {
  return createHash('sha256').update(token).digest();
}
