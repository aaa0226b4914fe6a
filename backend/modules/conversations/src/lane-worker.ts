import { Injectable } from '@nestjs/common';
import { Database, JobQueue, type Lease, type TenantContext } from '@konstruct/platform';
import { ConversationStore } from './conversation.store';
import { Courier } from './courier';
import { laneJob } from './lane';
import { Responder } from './responder';

/** What a turn at a lane brings along. */
export interface LaneShift {
  readonly lease: Lease;
  /** Aborts when the process stops and its patience has ended. */
  readonly signal: AbortSignal | undefined;
  /** Takes in, in order, what has arrived in the lane since. */
  readonly takeIn: () => Promise<void>;
}

const BUSY_RETRY_MS = 250;

/**
 * Does whatever there is to do in a lane, one thing after the other: take in what arrived, answer what is unanswered, send what
 * waits. This is where order comes from, and the only place: whoever works on a lane is alone at it. What arrives after the
 * last look has a job of its own.
 */
@Injectable()
export class LaneWorker {
  constructor(
    private readonly database: Database,
    private readonly conversations: ConversationStore,
    private readonly responder: Responder,
    private readonly courier: Courier,
    private readonly jobs: JobQueue,
  ) {}

  async work(context: TenantContext, lane: string, shift: LaneShift): Promise<void> {
    await shift.takeIn();
    const open = await this.database.inTenant(context, (transaction) => this.conversations.findOpen(transaction, lane));
    for (const conversationId of open) {
      await this.responder.answerAll(context, conversationId, shift);
      await this.courier.sendAll(context, conversationId, shift);
    }
  }

  /** Another process is at the lane, and may have looked for the last time. */
  comeBack(context: TenantContext, lane: string): Promise<void> {
    return this.database.inTenant(context, (transaction) =>
      this.jobs.enqueue(transaction, laneJob(context.tenantId, lane, BUSY_RETRY_MS)),
    );
  }
}
