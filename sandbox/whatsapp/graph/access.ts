import { timingSafeEqual } from 'node:crypto';
import { GraphError, unknownObject } from '../graph-error';
import { MANAGEMENT_SCOPE, MESSAGING_SCOPE } from '../state/account-factory';
import type { BusinessAccount, BusinessNumber, GraphToken } from '../state/whatsapp-state';
import { proofOf } from '../webhooks/signature';
import type { WhatsAppServices } from '../whatsapp-services';
import { textOf, type GraphCall } from './graph-operation';

const INVALID = 'Invalid OAuth access token - Cannot parse access token';

function tokenValue({ authorization, args }: GraphCall): string | undefined {
  return /^(?:Bearer|OAuth)\s+(\S+)$/i.exec(authorization ?? '')?.[1] ?? textOf(args, 'access_token');
}

/** Why a token is not valid any more; null when it is. */
export function tokenProblem(token: GraphToken, now: number): { message: string; subcode: number } | null {
  if (token.isRevoked) {
    const message = 'Error validating access token: The session has been invalidated because the user changed it';
    return { message, subcode: 460 };
  }
  if (token.expiresAt === null || token.expiresAt > now) return null;
  const ended = new Date(token.expiresAt).toUTCString();
  return { message: `Error validating access token: Session has expired on ${ended}.`, subcode: 463 };
}

/** The token that the call brings, once it is known, valid, and proven to come from who has the app's secret. */
export function authenticate(services: WhatsAppServices, call: GraphCall, needsProof = true): GraphToken {
  const value = tokenValue(call);
  if (!value) throw new GraphError(401, 104, 'An access token is required to request this resource.');
  const token = services.world.tokens.find((candidate) => candidate.value === value);
  if (!token) throw new GraphError(401, 190, INVALID);
  const problem = tokenProblem(token, services.world.now());
  if (problem) throw new GraphError(401, 190, problem.message, { subcode: problem.subcode });
  if (needsProof) checkProof(services, token, textOf(call.args, 'appsecret_proof'));
  return token;
}

function checkProof({ settings, world }: WhatsAppServices, token: GraphToken, proof: string | undefined): void {
  const type = 'GraphMethodException';
  if (proof === undefined) {
    if (!settings.requiresProof) return;
    throw new GraphError(400, 100, 'API calls from the server require an appsecret_proof argument', { type });
  }
  const expected = Buffer.from(proofOf(world.findApp(token.appId)?.secret ?? '', token.value));
  const given = Buffer.from(proof);
  if (given.length === expected.length && timingSafeEqual(given, expected)) return;
  throw new GraphError(400, 100, 'Invalid appsecret_proof provided in the API argument', { type });
}

export function requireScope(token: GraphToken, ...anyOf: string[]): void {
  if (anyOf.some((scope) => token.scopes.includes(scope))) return;
  throw new GraphError(403, 200, `(#200) Requires ${anyOf.join(' or ')} permission to manage the object`, {
    userTitle: 'Permission Denied',
    userMessage: 'The access token lacks a permission for this business account.',
  });
}

/** A business account that the token was given. */
export function accessibleAccount(services: WhatsAppServices, call: GraphCall): BusinessAccount {
  const token = authenticate(services, call);
  const account = services.world.findAccount(call.objectId);
  if (!account || !token.accountIds.includes(account.id)) throw unknownObject(call.objectId, call.method);
  requireScope(token, MANAGEMENT_SCOPE);
  return account;
}

interface AccessibleNumber {
  account: BusinessAccount;
  number: BusinessNumber;
  token: GraphToken;
}

/** A number of an account that the token was given. */
export function accessibleNumber(
  services: WhatsAppServices,
  call: GraphCall,
  purpose: 'look' | 'message',
): AccessibleNumber {
  const token = authenticate(services, call);
  const found = services.world.findNumber(call.objectId);
  if (!found || !token.accountIds.includes(found.account.id)) throw unknownObject(call.objectId, call.method);
  if (purpose === 'message') requireScope(token, MESSAGING_SCOPE);
  else requireScope(token, MESSAGING_SCOPE, MANAGEMENT_SCOPE);
  return { ...found, token };
}
