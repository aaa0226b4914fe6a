import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { isAllowed } from '@konstruct/contracts';
import { Clock, Database, newId, type RequestContext, type TenantContext } from '@konstruct/platform';
import { MembershipStore } from '@konstruct/tenants';
import { ChannelError } from '../channels.errors';
import type { OauthState } from '../oauth-state.entity';
import { OauthStateStore } from '../oauth-state.store';
import type { InstallState } from './install-state';
import { RefusedStateError, SlackOauth } from './slack-oauth';

const LIFETIME_MS = 10 * 60 * 1_000;

/** Who comes back from Slack: the browser's cookie, and the person signed in there, if anybody is. */
export interface ReturningBrowser {
  readonly browserToken: string | undefined;
  readonly userId: string | null;
}

/** An attempt that may go on: whose it is, and in whose name. */
export interface OpenAttempt {
  readonly attemptId: string;
  readonly userId: string;
  readonly context: TenantContext;
}

/** What is known of an attempt before it was checked; enough to bring the person back to the right page. */
export interface ClaimedAttempt {
  readonly tenantId: string;
  readonly attemptId: string;
}

/** Begins attempts to connect a workspace and decides whether one that comes back from Slack may go on. */
@Injectable()
export class SlackConnectAttempts {
  constructor(
    private readonly database: Database,
    private readonly attempts: OauthStateStore,
    private readonly memberships: MembershipStore,
    private readonly oauth: SlackOauth,
    private readonly clock: Clock,
  ) {}

  async begin(context: TenantContext, userId: string, browserToken: string): Promise<InstallState> {
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + LIFETIME_MS);
    const nonce = randomBytes(32).toString('base64url');
    const id = newId();
    const attempt = { id, nonceHash: sha256(nonce), userId, userName: context.actor.name, createdAt: now, expiresAt };
    await this.database.inTenant(context, (transaction) => this.attempts.add(transaction, attempt));
    const browser = sha256(browserToken).toString('base64url');
    return {
      tenantId: context.tenantId,
      userId,
      attemptId: id,
      nonce,
      browser,
      expiresAt: Math.floor(expiresAt.getTime() / 1_000),
    };
  }

  /** The genuine state, or the refusal with whose it was. Says nothing yet about who brings it. */
  async read(
    signedState: string,
  ): Promise<{ state: InstallState } | { refusal: ChannelError; claimed: ClaimedAttempt | null }> {
    try {
      return { state: await this.oauth.readState(signedState) };
    } catch (error) {
      if (!(error instanceof RefusedStateError)) throw error;
      const { refusal } = error;
      if (refusal.reason === 'invalid') return { refusal: new ChannelError('state_invalid'), claimed: null };
      return { refusal: new ChannelError('state_expired'), claimed: refusal.state };
    }
  }

  /** Uses the attempt up, whatever follows. The person must still be the one who began, and still be allowed to. */
  async resume(cause: RequestContext, state: InstallState, browser: ReturningBrowser): Promise<OpenAttempt> {
    const token = browser.browserToken ?? '';
    if (token === '' || sha256(token).toString('base64url') !== state.browser)
      throw new ChannelError('state_other_browser');
    if (browser.userId !== null && browser.userId !== state.userId) throw new ChannelError('state_other_user');
    const attempt = await this.use(cause, state);
    const context = await this.contextOf(cause, state, attempt);
    return { attemptId: attempt.id, userId: attempt.userId, context };
  }

  async noteFailure(context: TenantContext, attemptId: string, error: ChannelError): Promise<void> {
    await this.database.inTenant(context, (transaction) =>
      this.attempts.noteFailure(transaction, attemptId, error.code, error.detail),
    );
  }

  async find(context: TenantContext, attemptId: string): Promise<OauthState> {
    const attempt = await this.database.inTenant(context, (transaction) => this.attempts.find(transaction, attemptId));
    if (!attempt) throw new ChannelError('attempt_not_found');
    return attempt;
  }

  private async use(cause: RequestContext, state: InstallState): Promise<OauthState> {
    const context: TenantContext = { ...cause, tenantId: state.tenantId, role: null };
    const attempt = await this.database.inTenant(context, (transaction) =>
      this.attempts.use(transaction, state.attemptId, sha256(state.nonce), this.clock.now()),
    );
    if (!attempt) throw new ChannelError('state_used');
    return attempt;
  }

  private async contextOf(
    cause: RequestContext,
    { tenantId, userId }: InstallState,
    attempt: OauthState,
  ): Promise<TenantContext> {
    const actor = { kind: 'user', id: userId, name: attempt.userName } as const;
    const role = await this.database.asUser({ ...cause, actor }, userId, (transaction) =>
      this.memberships.roleIn(transaction, tenantId, userId),
    );
    if (!role || !isAllowed(role, 'channels:write')) throw new ChannelError('state_other_user');
    return { tenantId, role, requestId: cause.requestId, actor };
  }
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
