import { Injectable, Logger } from '@nestjs/common';
import { Database, systemContext, type RequestContext, type TenantContext } from '@konstruct/platform';
import type { ChannelConnection } from '../channel-connection.entity';
import { ChannelConnections } from '../channel-connections';
import { ChannelError } from '../channels.errors';
import {
  SlackConnectAttempts,
  type ClaimedAttempt,
  type OpenAttempt,
  type ReturningBrowser,
} from './slack-connect-attempts';
import { OPEN_GATE } from '../limits/call-gate';
import { connectProblem, problemOfSlackCode } from './slack-connect.errors';
import { SlackConnectionWriter } from './slack-connection-writer';
import { SlackGateway } from './slack-gateway';
import { SlackOauth, type SlackGrant } from './slack-oauth';

/** What Slack puts into the address that it sends people back to. */
export interface SlackAnswer {
  readonly code?: string | undefined;
  readonly state?: string | undefined;
  readonly error?: string | undefined;
}

/** Who asks for Slack's consent page, and for which workspace if it was here before. */
export interface InstallationRequest {
  readonly userId: string;
  readonly browserToken: string;
  readonly team?: string | undefined;
}

/** How an attempt ended. Of a forged state nothing is known, not even the tenant. */
export type InstallationOutcome =
  | { readonly ok: true; readonly tenantId: string; readonly connection: ChannelConnection }
  | { readonly ok: false; readonly error: ChannelError; readonly attempt: ClaimedAttempt | null };

/** "Add to Slack", from the button to the stored connection. */
@Injectable()
export class SlackInstallation {
  private readonly logger = new Logger(SlackInstallation.name);

  constructor(
    private readonly database: Database,
    private readonly attempts: SlackConnectAttempts,
    private readonly oauth: SlackOauth,
    private readonly writer: SlackConnectionWriter,
    private readonly connections: ChannelConnections,
    private readonly gateway: SlackGateway,
  ) {}

  /** The address of Slack's consent page for one attempt of one browser. */
  async begin(context: TenantContext, { userId, browserToken, team }: InstallationRequest): Promise<string> {
    const missing = this.oauth.missingCredentials;
    if (missing.length > 0) {
      throw new ChannelError('slack_not_configured', {
        detail: `Ask your administrator to set ${missing.join(', ')} and to restart Konstruct.`,
      });
    }
    return this.oauth.consentUrl(await this.attempts.begin(context, userId, browserToken), team);
  }

  /** Every way that it can end is an outcome; nothing is thrown, because a person waits in front of the page. */
  async complete(cause: RequestContext, answer: SlackAnswer, browser: ReturningBrowser): Promise<InstallationOutcome> {
    const read = await this.attempts.read(answer.state ?? '');
    if ('refusal' in read) return this.fail(cause, read.claimed, read.refusal);
    try {
      const attempt = await this.attempts.resume(cause, read.state, browser);
      return { ok: true, tenantId: read.state.tenantId, connection: await this.connect(attempt, answer) };
    } catch (error) {
      return this.fail(cause, read.state, connectProblem(error));
    }
  }

  /** Keeps the words for the page that the browser is sent back to; its address carries the code alone. */
  private async fail(
    cause: RequestContext,
    attempt: ClaimedAttempt | null,
    error: ChannelError,
  ): Promise<InstallationOutcome> {
    if (error.code === 'connect_failed')
      this.logger.error({ err: error.cause }, 'A Slack workspace could not be connected');
    if (attempt) {
      const context = systemContext(attempt.tenantId, 'slack installation', cause.requestId);
      await this.attempts.noteFailure(context, attempt.attemptId, error);
    }
    return { ok: false, error, attempt };
  }

  private async connect({ context, userId }: OpenAttempt, { code, error }: SlackAnswer): Promise<ChannelConnection> {
    if (error) throw problemOfSlackCode(error);
    if (!code) throw new ChannelError('code_missing');
    await this.writer.prepare(context.tenantId);
    const grant = await this.oauth.exchange(code);
    try {
      return await this.database.inTenant(context, (transaction) => this.writer.write(transaction, grant, userId));
    } catch (failure) {
      // The new token is not given back: without rotation Slack gives every installation the same one, and revoking
      // it would cut off the business that has the workspace.
      const isElsewhere = failure instanceof ChannelError && failure.code === 'workspace_connected_elsewhere';
      throw isElsewhere ? await this.connectedElsewhere(grant) : failure;
    }
  }

  /** Names the colleague who connected it: whoever just approved the app is in the same workspace and may know. */
  private async connectedElsewhere(grant: SlackGrant): Promise<ChannelError> {
    const route = await this.connections.resolveRoute('slack', grant.accountId);
    const name = route?.installedBy
      ? await this.gateway
          .userName({ token: grant.tokens.botToken, gate: OPEN_GATE }, route.installedBy)
          .catch(() => null)
      : null;
    if (name === null) return new ChannelError('workspace_connected_elsewhere');
    return new ChannelError('workspace_connected_elsewhere', {
      detail: `The Slack workspace ${grant.workspaceName} is connected to another business in Konstruct. Ask ${name}, who connected it, to disconnect it there; then choose "Add to Slack" again.`,
    });
  }
}
