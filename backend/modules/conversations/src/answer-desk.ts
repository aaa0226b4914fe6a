import { Injectable } from '@nestjs/common';
import { AuditLog } from '@konstruct/audit';
import type { ModelCall } from '@konstruct/models';
import { Database, LiveUpdates, newId, type TenantContext, type TenantTransaction } from '@konstruct/platform';
import { AgentRunStore } from './agent-run.store';
import { AnswerWriter, type RunResult } from './answer-writer';
import { AssignmentReader, type Assignment } from './assignment';
import { ConversationStore } from './conversation.store';

/** The database side of answering: takes up what is unanswered, and files the answer with all that belongs to it at once. */
@Injectable()
export class AnswerDesk {
  constructor(
    private readonly database: Database,
    private readonly conversations: ConversationStore,
    private readonly runs: AgentRunStore,
    private readonly reader: AssignmentReader,
    private readonly writer: AnswerWriter,
    private readonly audit: AuditLog,
    private readonly live: LiveUpdates,
  ) {}

  /** Starts a run on what is unanswered; null when nothing is, or it is not the agent's to answer. */
  takeUp(context: TenantContext, conversationId: string): Promise<Assignment | null> {
    return this.database.inTenant(context, async (transaction) => {
      const conversation = await this.conversations.lock(transaction, conversationId);
      if (!conversation) return null;
      await this.runs.abandonRunning(transaction, conversationId);
      const assignment = await this.reader.read(transaction, conversation, newId());
      if (!assignment) return null;
      await this.runs.start(transaction, assignment.runId, conversation);
      await this.conversations.setState(transaction, conversationId, 'answering');
      await this.live.announce(transaction, 'conversations');
      return assignment;
    });
  }

  /** Reads the conversation again for the same run, after newer messages came in. */
  readAgain(context: TenantContext, { conversation, runId }: Assignment): Promise<Assignment | null> {
    return this.database.inTenant(context, async (transaction) => {
      const current = await this.conversations.find(transaction, conversation.id);
      return current ? this.reader.read(transaction, current, runId) : null;
    });
  }

  /** Keeps account of model calls whose words are not used: newer messages came in meanwhile, or the process stops. */
  async recordUnused(context: TenantContext, assignment: Assignment, calls: readonly ModelCall[]): Promise<void> {
    await this.database.inTenant(context, (transaction) => this.writer.recordCalls(transaction, assignment, calls));
  }

  /**
   * Files the answer: message, deliveries, usage, audit, and the mark on what it answers, in one transaction.
   * 'overtaken' when newer messages came in (only asked while `mayRestart`); 'not_current' when the run was given up, as
   * it is when a person takes the conversation over.
   */
  file(
    context: TenantContext,
    assignment: Assignment,
    result: RunResult,
    mayRestart: boolean,
  ): Promise<'filed' | 'overtaken' | 'not_current'> {
    return this.database.inTenant(context, async (transaction) => {
      const { conversation, runId, unanswered } = assignment;
      await this.conversations.lock(transaction, conversation.id);
      const open = await this.conversations.countUnanswered(transaction, conversation.id);
      if (mayRestart && open > unanswered.length) return 'overtaken';
      const isCurrent = await this.runs.finish(transaction, runId, result.errorCode);
      const cost = await this.writer.recordCalls(transaction, assignment, result.calls);
      if (!isCurrent) return 'not_current';
      await this.writer.write(transaction, assignment, result, cost);
      await this.announce(transaction, assignment, result);
      return 'filed';
    });
  }

  private async announce(
    transaction: TenantTransaction,
    { agent, conversation }: Assignment,
    result: RunResult,
  ): Promise<void> {
    const { contactName, place } = conversation;
    await this.audit.record(transaction, {
      event_type: result.errorCode ? 'conversation.answer_failed' : 'conversation.answered',
      subject: { type: 'conversation', id: conversation.id, name: contactName },
      summary: result.errorCode
        ? `${agent.name} could not answer ${contactName} (${result.errorCode}) and said so.`
        : `${agent.name} answered ${contactName} in ${place}.`,
    });
    await this.live.announce(transaction, 'conversations', 'payroll');
  }
}
