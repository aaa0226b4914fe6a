import { Inject, Injectable } from '@nestjs/common';
import { InstallProvider, type InstallURLOptions, type StateStore } from '@slack/oauth';
import type { OauthV2AccessResponse } from '@slack/web-api';
import { Clock, PLATFORM_SETTINGS, type PlatformSettings } from '@konstruct/platform';
import {
  installStateKey,
  readInstallState,
  signInstallState,
  type InstallState,
  type StateRefusal,
} from './install-state';
import { slackAddresses } from './slack-addresses';
import { SLACK_SETTINGS, missingSlackCredentials, type SlackSettings } from './slack.config';
import { SlackClientLogger, SlackClients } from './slack-client';
import { REQUIRED_BOT_SCOPES } from './slack-scopes';
import type { SlackTokens } from './slack-tokens';

/** What Slack grants when somebody approves the app. */
export interface SlackGrant {
  /** The workspace, or the organisation when the app is installed on all of it. */
  readonly accountId: string;
  readonly enterpriseId: string | null;
  readonly workspaceName: string;
  readonly botUserId: string;
  readonly botId: string | null;
  readonly appId: string | null;
  readonly scopes: readonly string[];
  /** The person who approved, by their Slack id. */
  readonly installedBy: string | null;
  readonly tokens: SlackTokens;
}

/** Raised when Slack connected the app without a bot user, or left out whose workspace it is. */
export class IncompleteGrantError extends Error {}

/** Raised for a state that is not ours, was changed, or has expired. */
export class RefusedStateError extends Error {
  constructor(readonly refusal: StateRefusal) {
    super(`the state is ${refusal.reason}`);
  }
}

/**
 * Slack's OAuth. The consent URL and its state come from @slack/oauth; the exchange is the same oauth.v2.access that it
 * makes, called directly, because its callback handler owns the HTTP response and knows no tenants.
 */
@Injectable()
export class SlackOauth {
  private readonly stateStore: StateStore = {
    generateStateParam: (options) =>
      Promise.resolve(signInstallState(JSON.parse(options.metadata ?? '{}') as InstallState, this.stateKey)),
    verifyStateParam: (now, signed) => Promise.resolve(this.verify(now, signed)),
  };

  constructor(
    @Inject(SLACK_SETTINGS) private readonly settings: SlackSettings,
    @Inject(PLATFORM_SETTINGS) private readonly platform: PlatformSettings,
    private readonly clients: SlackClients,
    private readonly clock: Clock,
  ) {}

  /** The variables that an administrator has to set before anything can be connected. */
  get missingCredentials(): string[] {
    return missingSlackCredentials(this.settings);
  }

  /** Slack's consent page for one attempt, with a workspace chosen beforehand where one is named. */
  consentUrl(state: InstallState, team: string | undefined): Promise<string> {
    const provider = new InstallProvider({
      clientId: this.settings.SLACK_CLIENT_ID,
      clientSecret: this.settings.SLACK_CLIENT_SECRET,
      stateStore: this.stateStore,
      authorizationUrl: this.settings.SLACK_AUTHORIZE_URL,
      clientOptions: this.clients.options,
      logger: new SlackClientLogger(),
    });
    return provider.generateInstallUrl({
      scopes: [...REQUIRED_BOT_SCOPES],
      redirectUri: this.redirectUri,
      ...(team === undefined ? {} : { teamId: team }),
      metadata: JSON.stringify(state),
    });
  }

  /** The state of an attempt, as it came back; throws RefusedStateError. */
  async readState(signed: string): Promise<InstallState> {
    const { metadata } = await this.stateStore.verifyStateParam(this.clock.now(), signed);
    return JSON.parse(metadata ?? '{}') as InstallState;
  }

  /** Exchanges the code for a token and asks who the bot is. */
  async exchange(code: string): Promise<SlackGrant> {
    const granted = await this.clients.call(null, (client) =>
      client.oauth.v2.access({ ...this.credentials, code, redirect_uri: this.redirectUri }),
    );
    const tokens = this.readTokens(granted);
    const account = readAccount(granted);
    if (!tokens || !account || !granted.bot_user_id) throw new IncompleteGrantError('Slack granted no bot');
    const identity = await this.clients.call(tokens.botToken, (client) => client.auth.test({}));
    return {
      ...account,
      tokens,
      botUserId: granted.bot_user_id,
      botId: identity.bot_id ?? null,
      appId: granted.app_id ?? null,
      scopes: (granted.scope ?? '').split(',').filter((scope) => scope !== ''),
      installedBy: granted.authed_user?.id ?? null,
    };
  }

  /** Exchanges a refresh token, which can be done once, for the next pair. */
  async refresh(refreshToken: string): Promise<SlackTokens> {
    const renewed = await this.clients.call(null, (client) =>
      client.oauth.v2.access({ ...this.credentials, grant_type: 'refresh_token', refresh_token: refreshToken }),
    );
    const tokens = this.readTokens(renewed);
    if (!tokens) throw new IncompleteGrantError('Slack renewed no token');
    return tokens;
  }

  private get credentials(): { client_id: string; client_secret: string } {
    return { client_id: this.settings.SLACK_CLIENT_ID, client_secret: this.settings.SLACK_CLIENT_SECRET };
  }

  private get redirectUri(): string {
    return slackAddresses(this.platform.PUBLIC_URL).redirectUrl;
  }

  private get stateKey(): Buffer {
    return installStateKey(this.settings.SLACK_CLIENT_SECRET);
  }

  private verify(now: Date, signed: string): InstallURLOptions {
    const state = readInstallState(signed, this.stateKey, now);
    if ('reason' in state) throw new RefusedStateError(state);
    return { scopes: [...REQUIRED_BOT_SCOPES], metadata: JSON.stringify(state) };
  }

  private readTokens({
    access_token: botToken,
    refresh_token: refreshToken,
    expires_in: expiresIn,
  }: OauthV2AccessResponse): SlackTokens | null {
    if (!botToken) return null;
    const expiresAt = expiresIn ? new Date(this.clock.now().getTime() + expiresIn * 1_000) : null;
    return { botToken, refreshToken: refreshToken ?? null, expiresAt };
  }
}

function readAccount(
  granted: OauthV2AccessResponse,
): Pick<SlackGrant, 'accountId' | 'enterpriseId' | 'workspaceName'> | null {
  const { team, enterprise, is_enterprise_install: isEnterpriseInstall } = granted;
  const enterpriseId = enterprise?.id ?? null;
  const accountId = isEnterpriseInstall ? enterpriseId : (team?.id ?? enterpriseId);
  if (!accountId) return null;
  const name = isEnterpriseInstall ? enterprise?.name : (team?.name ?? enterprise?.name);
  return { accountId, enterpriseId, workspaceName: name || accountId };
}
