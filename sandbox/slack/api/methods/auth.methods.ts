import { SlackApiError } from '../../slack-api-error';
import type { GrantedInstallation, IssuedToken } from '../../installations';
import type { SlackApp } from '../../slack-app';
import type { SlackWorkspace } from '../../state/slack-state';
import { findUser } from '../../state/slack-world';
import { checkClient } from '../access';
import type { ClientCall, MethodAnswer, SlackMethod, TokenCall } from '../slack-method';

function presentTokens(issued: IssuedToken, nowMs: number): MethodAnswer {
  const { token, refreshToken } = issued;
  return {
    access_token: token.value,
    token_type: token.kind,
    scope: token.scopes.join(','),
    ...(token.expiresAt === null ? {} : { expires_in: Math.floor((token.expiresAt - nowMs) / 1_000) }),
    ...(refreshToken ? { refresh_token: refreshToken.value } : {}),
  };
}

function presentInstallation(app: SlackApp, workspace: SlackWorkspace): MethodAnswer {
  return {
    app_id: app.appId,
    team: { id: workspace.id, name: workspace.name },
    enterprise: null,
    is_enterprise_install: false,
  };
}

/** Slack's answer to an exchanged code; the control API gives the same for an installation without the page. */
export function presentGrant(app: SlackApp, grant: GrantedInstallation, nowMs: number): MethodAnswer {
  return {
    ...presentInstallation(app, grant.workspace),
    authed_user: { id: grant.userId, ...(grant.user ? presentTokens(grant.user, nowMs) : {}) },
    ...(grant.bot ? { ...presentTokens(grant.bot, nowMs), bot_user_id: grant.workspace.bot.userId } : {}),
  };
}

function exchange({ args, client, services }: ClientCall): MethodAnswer {
  checkClient(services, client);
  const now = services.world.now();
  const grantType = args.text('grant_type') ?? 'authorization_code';
  if (grantType === 'refresh_token') {
    const { workspace, issued } = services.installations.refresh(args.text('refresh_token') ?? '');
    const bot = issued.token.kind === 'bot' ? { bot_user_id: workspace.bot.userId } : {};
    return { ...presentInstallation(services.app, workspace), ...presentTokens(issued, now), ...bot };
  }
  if (grantType !== 'authorization_code') throw new SlackApiError('invalid_grant_type');
  const grant = services.installations.exchangeCode(args.text('code') ?? '', args.text('redirect_uri'));
  return presentGrant(services.app, grant, now);
}

function test({ workspace, token, services }: TokenCall): MethodAnswer {
  const name = token.kind === 'bot' ? services.app.name.toLowerCase() : findUser(workspace, token.userId)?.name;
  return {
    url: `${services.publicUrl()}/slack/workspace/${workspace.id}/`,
    team: workspace.name,
    user: name ?? '',
    team_id: workspace.id,
    user_id: token.userId,
    ...(token.kind === 'bot' ? { bot_id: workspace.bot.botId } : {}),
    is_enterprise_install: false,
  };
}

function revoke({ args, workspace, token, services }: TokenCall): MethodAnswer {
  const isRealRevocation = !args.flag('test');
  if (isRealRevocation) services.installations.revoke(workspace, [token]);
  return { revoked: isRealRevocation };
}

function uninstall({ client, workspace, services }: TokenCall): MethodAnswer {
  checkClient(services, client);
  services.installations.uninstall(workspace);
  return {};
}

/** Tokens: how they are got, tested, refreshed and given up. */
export const authMethods: SlackMethod[] = [
  {
    name: 'oauth.v2.access',
    access: 'client',
    arguments: {
      client_id: 'string',
      client_secret: 'string',
      code: 'string',
      redirect_uri: 'string',
      grant_type: 'string',
      refresh_token: 'string',
    },
    handle: exchange,
  },
  { name: 'auth.test', access: 'token', scopes: [], arguments: {}, handle: test },
  { name: 'auth.revoke', access: 'token', scopes: [], arguments: { test: 'boolean' }, handle: revoke },
  {
    name: 'apps.uninstall',
    access: 'token',
    scopes: [],
    arguments: { client_id: 'string', client_secret: 'string' },
    handle: uninstall,
  },
];
