import { timingSafeEqual } from 'node:crypto';
import { SlackApiError } from '../slack-api-error';
import type { SlackServices } from '../slack-services';
import type { AccessToken, SlackChannel, SlackWorkspace } from '../state/slack-state';
import { findChannel } from '../state/slack-world';
import type { ClientCredentials, TokenCall } from './slack-method';

export function readBearer(header: string | undefined): string | undefined {
  return /^Bearer\s+(\S+)$/i.exec(header ?? '')?.[1];
}

/** OAuth clients may name themselves in a Basic header instead of the arguments. */
export function readClient(header: string | undefined, args: Record<string, unknown>): ClientCredentials {
  const basic = /^Basic\s+(\S+)$/i.exec(header ?? '')?.[1];
  if (basic) {
    const [id, ...secret] = Buffer.from(basic, 'base64').toString('utf8').split(':');
    return { id, secret: secret.join(':') };
  }
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  return { id: text(args.client_id), secret: text(args.client_secret) };
}

export function authenticate(
  services: SlackServices,
  value: string | undefined,
): { workspace: SlackWorkspace; token: AccessToken } {
  if (!value) throw new SlackApiError('not_authed');
  const found = services.installations.findToken(value);
  if (!found) throw new SlackApiError('invalid_auth');
  if (found.token.status === 'revoked') throw new SlackApiError('token_revoked');
  if (found.token.status === 'inactive') throw new SlackApiError('account_inactive');
  const { expiresAt } = found.token;
  if (expiresAt !== null && expiresAt <= services.world.now()) throw new SlackApiError('token_expired');
  return found;
}

export function checkClient(services: SlackServices, client: ClientCredentials): void {
  if (client.id !== services.app.clientId) throw new SlackApiError('invalid_client_id');
  const expected = Buffer.from(services.app.clientSecret);
  const given = Buffer.from(client.secret ?? '');
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    throw new SlackApiError('bad_client_secret');
}

/** Any one of the scopes is enough; Slack's answer names what is needed and what is there. */
export function requireScope(token: AccessToken, anyOf: string[]): void {
  if (anyOf.length === 0 || anyOf.some((scope) => token.scopes.includes(scope))) return;
  throw new SlackApiError('missing_scope', { needed: anyOf.join(','), provided: token.scopes.join(',') });
}

const READ_SCOPE = { channel: 'channels:read', group: 'groups:read', im: 'im:read' } as const;
const HISTORY_SCOPE = { channel: 'channels:history', group: 'groups:history', im: 'im:history' } as const;

/** A conversation that the token's owner can see: private ones only as a member. */
export function visibleChannel(call: TokenCall, channelId: string): SlackChannel {
  const channel = findChannel(call.workspace, channelId);
  const isHidden = channel && channel.kind !== 'channel' && !channel.memberIds.includes(call.token.userId);
  if (!channel || isHidden) throw new SlackApiError('channel_not_found');
  return channel;
}

export function readableChannel(call: TokenCall, channelId: string, need: 'info' | 'history'): SlackChannel {
  const channel = visibleChannel(call, channelId);
  requireScope(call.token, [need === 'info' ? READ_SCOPE[channel.kind] : HISTORY_SCOPE[channel.kind]]);
  if (need === 'history' && !channel.memberIds.includes(call.token.userId)) throw new SlackApiError('not_in_channel');
  return channel;
}
