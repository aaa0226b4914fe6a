import { Injectable } from '@nestjs/common';
import { Database, HandlesJob, systemContext, type JobHandler } from '@konstruct/platform';
import { ChannelConnections } from '../channel-connections';
import { ConnectionNews } from '../connection-news';
import { ChannelSendError } from '../messaging/channel-send-error';
import { CHECK_CONNECTION_JOB } from './check-jobs';
import { ConnectionProbe, type Finding } from './connection-probe';

/** Looks whether a connection works, and tells the business when it does not, and when it does again. */
@Injectable()
@HandlesJob(CHECK_CONNECTION_JOB)
export class CheckConnectionHandler implements JobHandler {
  constructor(
    private readonly database: Database,
    private readonly connections: ChannelConnections,
    private readonly probe: ConnectionProbe,
    private readonly news: ConnectionNews,
  ) {}

  async run(payload: unknown): Promise<void> {
    const { tenant_id: tenantId, connection_id: id } = payload as { tenant_id: string; connection_id: string };
    const context = systemContext(tenantId, 'connection check');
    const before = await this.database.inTenant(context, (transaction) => this.connections.find(transaction, id));
    // A broken one is told of already, and waits for a person.
    if (before?.status !== 'connected') return;
    const finding = await this.probe.look(context, before).catch(toFinding);
    await this.database.inTenant(context, async (transaction) => {
      const connection = await this.connections.find(transaction, id);
      if (connection?.status !== 'connected') return;
      if (finding.state === 'refused') await this.connections.noteRefusal(transaction, id, finding.code);
      else if (finding.state === 'degraded') await this.news.degraded(transaction, connection, finding.words);
      else if (finding.state === 'works') await this.news.recovered(transaction, id);
    });
  }
}

/** A provider that cannot be reached says nothing about the connection. */
function toFinding(error: unknown): Finding {
  if (!(error instanceof ChannelSendError)) throw error;
  return error.isRetryable ? { state: 'unknown' } : { state: 'refused', code: error.code };
}
