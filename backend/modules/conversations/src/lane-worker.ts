import { Injectable } from '@nestjs/common';
import { Database, JobQueue, type Lease, type TenantContext, type TenantTransaction } from '@konstruct/platform';
import { AnswerDesk } from './answer-desk';
import { ConversationStore } from './conversation.store';
import { Courier } from './courier';
import { laneJob } from './lane';
import { Responder } from './responder';

/** What a turn at a lane brings along. */
export interface LaneShift {
  readonly lease: Lease;
  /** Aborts when the process stops and its patience has ended. */
  readonly signal: AbortSignal | undefined;
  /** Takes in, in order, what has arrived in the lane since, and goes on in the transaction in which nothing waits any more. */
  readonly takeIn: <T>(goOn: (transaction: TenantTransaction) => Promise<T>) => Promise<T>;
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
    private readonly desk: AnswerDesk,
    private readonly responder: Responder,
    private readonly courier: Courier,
    private readonly jobs: JobQueue,
  ) {}

  async work(context: TenantContext, lane: string, shift: LaneShift): Promise<void> {
    const [open, assignment] = await shift.takeIn(async (transaction) => {
      const conversations = await this.conversations.lockOpen(transaction, lane);
      const [oldest] = conversations;
      return [conversations, oldest ? await this.desk.takeUp(transaction, oldest) : null] as const;
    });
    for (const [index, { id: conversationId }] of open.entries()) {
      const first = index === 0 ? assignment : await this.desk.takeUpAlone(context, conversationId);
      const isSent = first !== null && (await this.responder.answerAll(context, first, shift));
      if (!isSent) await this.courier.sendAll(context, conversationId, shift);
    }
  }

  /** Another process is at the lane, and may have looked for the last time. */
  comeBack(context: TenantContext, lane: string): Promise<void> {
    return this.database.inTenant(context, (transaction) =>
      this.jobs.enqueue(transaction, laneJob(context.tenantId, lane, BUSY_RETRY_MS)),
    );
  }
}
