import { Injectable } from '@nestjs/common';
import { BACK_AT_WORK_JOB } from '@konstruct/agents';
import { Database, HandlesJob, JobQueue, systemContext, type JobHandler } from '@konstruct/platform';
import { ConversationStore } from './conversation.store';
import { laneJob } from './lane';

/** Goes on where an employee stopped when it was paused: what waits is sent, and what is unanswered is answered. */
@Injectable()
@HandlesJob(BACK_AT_WORK_JOB)
export class WakeLanesWhenBackAtWorkHandler implements JobHandler {
  constructor(
    private readonly database: Database,
    private readonly conversations: ConversationStore,
    private readonly jobs: JobQueue,
  ) {}

  async run(payload: unknown): Promise<void> {
    const { tenant_id: tenantId, agent_id: agentId } = payload as { tenant_id: string; agent_id: string };
    await this.database.inTenant(systemContext(tenantId, 'conversation worker'), async (transaction) => {
      const lanes = await this.conversations.findOpenLanes(transaction, agentId);
      await this.jobs.enqueueAll(
        transaction,
        lanes.map((lane) => laneJob(tenantId, lane)),
      );
    });
  }
}
