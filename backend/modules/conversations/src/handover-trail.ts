import { Injectable } from '@nestjs/common';
import { AuditLog } from '@konstruct/audit';
import { JobQueue, LiveUpdates, type TenantTransaction } from '@konstruct/platform';
import type { Conversation } from './conversation.entity';
import { laneJob } from './lane';
import { LoopBreaker } from './loop-breaker';

/** What a change of hands leaves behind besides the conversation itself: trail, open pages, what asked for a person, the lane's job. */
@Injectable()
export class HandoverTrail {
  constructor(
    private readonly audit: AuditLog,
    private readonly live: LiveUpdates,
    private readonly breaker: LoopBreaker,
    private readonly jobs: JobQueue,
  ) {}

  takenOver(transaction: TenantTransaction, conversation: Conversation, by: string): Promise<void> {
    return this.record(transaction, conversation, 'conversation.taken_over', `${by} took over`);
  }

  /** What waits there is answered and sent. */
  async givenBack(transaction: TenantTransaction, conversation: Conversation): Promise<void> {
    await this.jobs.enqueue(transaction, laneJob(transaction.tenantId, conversation.lane));
    const by = transaction.context.actor.name;
    await this.record(transaction, conversation, 'conversation.given_back', `${by} gave back`);
  }

  private async record(
    transaction: TenantTransaction,
    { id, contactName, place }: Conversation,
    eventType: string,
    what: string,
  ): Promise<void> {
    await this.audit.record(transaction, {
      event_type: eventType,
      subject: { type: 'conversation', id, name: contactName },
      summary: `${what} the conversation with ${contactName} in ${place}.`,
    });
    await this.breaker.settled(transaction, id);
    await this.live.announce(transaction, 'conversations');
  }
}
