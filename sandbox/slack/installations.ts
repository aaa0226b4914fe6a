import { newAccessToken, newAuthorizationCode, newRefreshToken } from './ids';
import { SlackApiError } from './slack-api-error';
import type { SlackApp } from './slack-app';
import type { AccessToken, AuthorizationCode, RefreshToken, SlackWorkspace } from './state/slack-state';
import type { SlackWorld } from './state/slack-world';

const CODE_LIFETIME_MS = 10 * 60 * 1_000;
/** Slack keeps at most two access tokens of one installation valid while they rotate. */
const LIVE_ROTATED_TOKENS = 2;

export interface Consent {
  teamId: string;
  userId: string;
  scopes: string[];
  userScopes: string[];
  redirectUri: string;
}

export interface IssuedToken {
  token: AccessToken;
  refreshToken: RefreshToken | null;
}

export interface GrantedInstallation {
  workspace: SlackWorkspace;
  bot: IssuedToken | null;
  user: IssuedToken | null;
  userId: string;
}

/** Owns who installed the app where: codes, tokens and their rotation, revocation, uninstalling. */
export class Installations {
  constructor(
    private readonly world: SlackWorld,
    private readonly app: SlackApp,
  ) {}

  issueCode(consent: Consent): string {
    const code: AuthorizationCode = {
      ...consent,
      value: newAuthorizationCode(),
      expiresAt: this.world.now() + CODE_LIFETIME_MS,
      isUsed: false,
    };
    const live = this.world.codes.filter(({ expiresAt }) => expiresAt > this.world.now());
    this.world.codes.splice(0, this.world.codes.length, ...live, code);
    this.world.keep();
    return code.value;
  }

  exchangeCode(value: string, redirectUri: string | undefined): GrantedInstallation {
    const code = this.world.codes.find((candidate) => candidate.value === value);
    if (!code || code.expiresAt <= this.world.now()) throw new SlackApiError('invalid_code');
    if (code.isUsed) throw new SlackApiError('code_already_used');
    if ((redirectUri ?? this.app.redirectUrls[0]) !== code.redirectUri) throw new SlackApiError('bad_redirect_uri');
    code.isUsed = true;
    return this.install(code);
  }

  /** What a consent does; tests may call it through the control API without the page. */
  install(consent: Pick<Consent, 'teamId' | 'userId' | 'scopes' | 'userScopes'>): GrantedInstallation {
    const workspace = this.world.findWorkspace(consent.teamId);
    if (!workspace) throw new SlackApiError('invalid_team_id');
    const previous = workspace.installation?.scopes ?? [];
    const scopes = [...new Set([...previous, ...consent.scopes])];
    workspace.installation = { installedBy: consent.userId, installedAt: this.world.now(), scopes };
    const bot = consent.scopes.length > 0 ? this.issue(workspace, 'bot', workspace.bot.userId, scopes) : null;
    const user =
      consent.userScopes.length > 0 ? this.issue(workspace, 'user', consent.userId, consent.userScopes) : null;
    this.world.changes.publish({ kind: 'app_installed', workspace });
    return { workspace, bot, user, userId: consent.userId };
  }

  /** Exchanges a refresh token, which is good for one use only. */
  refresh(value: string): { workspace: SlackWorkspace; issued: IssuedToken } {
    for (const workspace of this.world.workspaces) {
      const used = workspace.refreshTokens.find((candidate) => candidate.value === value);
      if (!used) continue;
      if (used.isUsed || !workspace.installation) throw new SlackApiError('invalid_refresh_token');
      used.isUsed = true;
      const issued = this.issue(workspace, used.kind, used.userId, used.scopes);
      this.world.keep();
      return { workspace, issued };
    }
    throw new SlackApiError('invalid_refresh_token');
  }

  findToken(value: string): { workspace: SlackWorkspace; token: AccessToken } | null {
    for (const workspace of this.world.workspaces) {
      const token = workspace.tokens.find((candidate) => candidate.value === value);
      if (token) return { workspace, token };
    }
    return null;
  }

  revoke(workspace: SlackWorkspace, tokens: AccessToken[]): void {
    const live = tokens.filter((token) => token.status === 'active');
    for (const token of live) token.status = 'revoked';
    const owners = (kind: AccessToken['kind']) => [
      ...new Set(live.filter((token) => token.kind === kind).map((token) => token.userId)),
    ];
    for (const refresh of workspace.refreshTokens) refresh.isUsed ||= live.some((token) => token.kind === refresh.kind);
    this.world.changes.publish({
      kind: 'tokens_revoked',
      workspace,
      botUserIds: owners('bot'),
      userIds: owners('user'),
    });
  }

  /** Takes the app out of the workspace and of its channels; its messages stay. */
  uninstall(workspace: SlackWorkspace): void {
    if (!workspace.installation) return;
    this.revoke(workspace, workspace.tokens);
    for (const token of workspace.tokens) token.status = token.kind === 'bot' ? 'inactive' : 'revoked';
    this.world.changes.publish({ kind: 'app_uninstalled', workspace });
    workspace.installation = null;
    for (const channel of workspace.channels) {
      if (channel.kind === 'im') continue;
      channel.memberIds = channel.memberIds.filter((userId) => userId !== workspace.bot.userId);
    }
    this.world.changes.publish({ kind: 'workspace_changed', workspace });
  }

  /** For tests of rotation: every rotating token of the workspace is past its time now. */
  expireTokens(workspace: SlackWorkspace): number {
    const rotating = workspace.tokens.filter((token) => token.expiresAt !== null && token.status === 'active');
    for (const token of rotating) token.expiresAt = this.world.now();
    this.world.keep();
    return rotating.length;
  }

  private issue(workspace: SlackWorkspace, kind: 'bot' | 'user', userId: string, scopes: string[]): IssuedToken {
    const rotates = workspace.hasTokenRotation || this.app.hasTokenRotation;
    const issuedAt = this.world.now();
    const token: AccessToken = {
      value: newAccessToken(kind, rotates),
      kind,
      userId,
      scopes,
      status: 'active',
      expiresAt: rotates ? issuedAt + this.app.tokenLifetimeSeconds * 1_000 : null,
      issuedAt,
    };
    workspace.tokens.push(token);
    if (!rotates) return { token, refreshToken: null };
    this.retireOldTokens(workspace, token);
    const refreshToken: RefreshToken = { value: newRefreshToken(), kind, userId, scopes, isUsed: false };
    workspace.refreshTokens.push(refreshToken);
    return { token, refreshToken };
  }

  private retireOldTokens(workspace: SlackWorkspace, newest: AccessToken): void {
    const live = workspace.tokens.filter(
      (token) => token.kind === newest.kind && token.userId === newest.userId && token.status === 'active',
    );
    for (const token of live.slice(0, -LIVE_ROTATED_TOKENS)) token.status = 'revoked';
  }
}
