import { Injectable } from '@nestjs/common';
import { Database, HandlesJob, JobQueue, RunsAt, type JobHandler, type RequestContext } from '@konstruct/platform';
import { ChannelRouteStore } from '../channel-route.store';
import { checkJob } from './check-jobs';

const CAUSE: RequestContext = { requestId: null, actor: { kind: 'system', id: null, name: 'connection checks' } };

/** One after the other, so that people who write meanwhile do not wait for all of them. */
const APART_MS = 100;

/** Has every connection looked after, so that a business knows before its customers that something is wrong. */
@Injectable()
@HandlesJob('channels.check_connections')
@RunsAt('*/15 * * * *')
export class CheckConnectionsHandler implements JobHandler {
  constructor(
    private readonly database: Database,
    private readonly routes: ChannelRouteStore,
    private readonly jobs: JobQueue,
  ) {}

  async run(): Promise<void> {
    await this.database.outsideTenants(CAUSE, async (transaction) => {
      const routes = await this.routes.all(transaction);
      await this.jobs.enqueueAll(
        transaction,
        routes.map(({ tenantId, connectionId }, index) => checkJob(tenantId, connectionId, index * APART_MS)),
      );
    });
  }
}
