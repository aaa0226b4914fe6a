import { Injectable } from '@nestjs/common';
import { Clock, Database, HandlesJob, systemContext, type JobHandler } from '@konstruct/platform';
import { ChannelConnections } from '../channel-connections';
import { RENEW_TOKEN_JOB } from './slack-renewal-schedule';
import { SlackSendError } from './slack-send-error';
import { SlackTokenRefresh } from './slack-token-refresh';

/** Renews a token that nobody has used lately, so that it is fresh when somebody writes. */
@Injectable()
@HandlesJob(RENEW_TOKEN_JOB)
export class RenewSlackTokenHandler implements JobHandler {
  constructor(
    private readonly database: Database,
    private readonly connections: ChannelConnections,
    private readonly renewal: SlackTokenRefresh,
    private readonly clock: Clock,
  ) {}

  async run(payload: unknown): Promise<void> {
    const { tenant_id: tenantId, connection_id: connectionId } = payload as {
      tenant_id: string;
      connection_id: string;
    };
    const context = systemContext(tenantId, 'token renewal');
    const connection = await this.database.inTenant(context, (transaction) =>
      this.connections.find(transaction, connectionId),
    );
    if (!connection || !this.renewal.isDue(connection, this.clock.now())) return;
    try {
      const renewed = await this.renewal.renew(context, connection);
      if (renewed.tokenExpiresAt?.getTime() === connection.tokenExpiresAt?.getTime())
        throw new Error('the token is not renewed yet; the job will run again');
    } catch (error) {
      // A broken connection waits for a person; trying again would change nothing.
      if (!(error instanceof SlackSendError) || error.isRetryable) throw error;
    }
  }
}
