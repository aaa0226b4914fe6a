import { Injectable } from '@nestjs/common';
import type { ModelCall } from '@konstruct/models';
import { Database, LiveUpdates, newId, type TenantContext, type TenantTransaction } from '@konstruct/platform';
import { AgentRunStore } from './agent-run.store';
import { AnswerWriter, type RunResult } from './answer-writer';
import { AssignmentReader, type Assignment } from './assignment';
import type { Conversation } from './conversation.entity';
import { ConversationStore } from './conversation.store';
import { OutgoingTray, type NextDelivery } from './outgoing-tray';

/** An answer that was filed. */
export interface Filed {
  /** The first part, which the caller has to send; null when it has to wait. */
  readonly next: NextDelivery | null;
  /** Whether newer messages are unanswered. */
  readonly hasMore: boolean;
}

/** The database side of answering: takes up what is unanswered, and files the answer with all that belongs to it at once. */
@Injectable()
export class AnswerDesk {
  constructor(
    private readonly database: Database,
    private readonly conversations: ConversationStore,
    private readonly runs: AgentRunStore,
    private readonly reader: AssignmentReader,
    private readonly writer: AnswerWriter,
    private readonly live: LiveUpdates,
    private readonly tray: OutgoingTray,
  ) {}

  /** Starts a run on what is unanswered in a conversation that is locked; null when nothing is, or it is not the agent's to answer. */
  async takeUp(transaction: TenantTransaction, conversation: Conversation): Promise<Assignment | null> {
    const [, assignment] = await Promise.all([
      this.runs.abandonRunning(transaction, conversation.id),
      this.reader.read(transaction, conversation, newId()),
    ]);
    if (!assignment) return null;
    await Promise.all([
      this.runs.start(transaction, assignment.runId, conversation),
      this.conversations.setState(transaction, conversation.id, 'answering'),
      this.live.announce(transaction, 'conversations'),
    ]);
    return assignment;
  }

  /** As `takeUp`, in a transaction of its own. */
  takeUpAlone(context: TenantContext, conversationId: string): Promise<Assignment | null> {
    return this.database.inTenant(context, async (transaction) => {
      const conversation = await this.conversations.lock(transaction, conversationId);
      return conversation && this.takeUp(transaction, conversation);
    });
  }

  /** Reads the conversation again for the same run, after newer messages came in. */
  readAgain(context: TenantContext, { conversation, runId }: Assignment): Promise<Assignment | null> {
    return this.database.inTenant(context, async (transaction) => {
      const current = await this.conversations.find(transaction, conversation.id);
      return current ? this.reader.read(transaction, current, runId) : null;
    });
  }

  /** Keeps account of model calls whose words are not used, because the process stops. */
  async recordUnused(context: TenantContext, assignment: Assignment, calls: readonly ModelCall[]): Promise<void> {
    await this.database.inTenant(context, (transaction) => this.writer.recordCalls(transaction, assignment, calls));
  }

  /**
   * Files the answer: message, deliveries, usage, audit, and the mark on what it answers, in one transaction, and takes its
   * first part to be sent. 'overtaken' when newer messages came in (only asked while `mayRestart`); 'not_current' when the
   * run was given up, as it is when a person takes the conversation over. What the calls cost is kept in any case.
   */
  async file(
    transaction: TenantTransaction,
    assignment: Assignment,
    result: RunResult,
    mayRestart: boolean,
  ): Promise<Filed | 'overtaken' | 'not_current'> {
    const { conversation: known, runId, unanswered } = assignment;
    const [conversation, open] = await Promise.all([
      this.conversations.lock(transaction, known.id),
      this.conversations.countUnanswered(transaction, known.id),
    ]);
    const hasMore = open > unanswered.length;
    if (mayRestart && hasMore) {
      await this.writer.recordCalls(transaction, assignment, result.calls);
      return 'overtaken';
    }
    const [isCurrent, cost] = await Promise.all([
      this.runs.finish(transaction, runId, result.errorCode),
      this.writer.recordCalls(transaction, assignment, result.calls),
    ]);
    if (!isCurrent || !conversation) return 'not_current';
    await this.writer.write(transaction, assignment, result, cost);
    return { next: await this.tray.takeNext(transaction, conversation), hasMore };
  }
}
