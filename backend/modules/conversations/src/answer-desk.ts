import { Injectable } from '@nestjs/common';
import { AgentDirectory, buildSystemPrompt, type Agent } from '@konstruct/agents';
import { AuditLog } from '@konstruct/audit';
import { splitForSlack } from '@konstruct/channels';
import type { ModelCall, ModelErrorCode } from '@konstruct/models';
import {
  Clock,
  Database,
  JobQueue,
  LiveUpdates,
  newId,
  type TenantContext,
  type TenantTransaction,
} from '@konstruct/platform';
import { TenantDirectory } from '@konstruct/tenants';
import { UsageLedger } from '@konstruct/usage';
import { AgentRunStore } from './agent-run.store';
import type { Conversation } from './conversation.entity';
import { ConversationStore } from './conversation.store';
import { DeliveryStore, sendJob } from './delivery.store';
import type { Message } from './message.entity';
import { MessageStore } from './message.store';
import { toModelMessages } from './prompt-messages';

const HISTORY_MESSAGES = 60;

/** Everything that one run needs, read in one transaction. */
export interface Assignment {
  readonly runId: string;
  readonly conversation: Conversation;
  readonly agent: Agent;
  readonly unanswered: readonly Message[];
  readonly system: string;
  readonly prompt: ReturnType<typeof toModelMessages>;
}

/** How a run ended: with the model's words, or with an apology in their place. */
export interface RunResult {
  readonly text: string;
  readonly errorCode: ModelErrorCode | null;
  readonly calls: readonly ModelCall[];
}

/** The stores and clock that answering writes with. */
@Injectable()
export class AnswerStores {
  constructor(
    readonly conversations: ConversationStore,
    readonly messages: MessageStore,
    readonly runs: AgentRunStore,
    readonly deliveries: DeliveryStore,
    readonly jobs: JobQueue,
    readonly clock: Clock,
  ) {}
}

/** The database side of answering: takes up what is unanswered, and files the answer with all that belongs to it at once. */
@Injectable()
export class AnswerDesk {
  constructor(
    private readonly database: Database,
    private readonly agents: AgentDirectory,
    private readonly tenants: TenantDirectory,
    private readonly stores: AnswerStores,
    private readonly usage: UsageLedger,
    private readonly audit: AuditLog,
    private readonly live: LiveUpdates,
  ) {}

  /** Starts a run on what is unanswered; null when nothing is. */
  takeUp(context: TenantContext, conversationId: string): Promise<Assignment | null> {
    return this.database.inTenant(context, async (transaction) => {
      const conversation = await this.stores.conversations.lock(transaction, conversationId);
      if (!conversation) return null;
      await this.stores.runs.abandonRunning(transaction, conversationId);
      const assignment = await this.read(transaction, conversation, newId());
      if (!assignment) return null;
      await this.stores.runs.start(transaction, assignment.runId, conversation);
      await this.stores.conversations.setState(transaction, conversationId, 'answering');
      await this.live.announce(transaction, 'conversations');
      return assignment;
    });
  }

  /** Reads the conversation again for the same run, after newer messages came in. */
  readAgain(context: TenantContext, assignment: Assignment): Promise<Assignment | null> {
    return this.database.inTenant(context, (transaction) =>
      this.read(transaction, assignment.conversation, assignment.runId),
    );
  }

  /** Keeps account of model calls whose words are not used: newer messages came in meanwhile, or the process stops. */
  recordUnused(context: TenantContext, assignment: Assignment, calls: readonly ModelCall[]): Promise<void> {
    return this.database.inTenant(context, async (transaction) => {
      await this.recordCalls(transaction, assignment, calls);
    });
  }

  /**
   * Files the answer: message, deliveries, usage, audit, and the mark on what it answers, in one transaction.
   * 'overtaken' when newer messages came in (only asked while `mayRestart`); 'not_current' when the run was given up.
   */
  file(
    context: TenantContext,
    assignment: Assignment,
    result: RunResult,
    mayRestart: boolean,
  ): Promise<'filed' | 'overtaken' | 'not_current'> {
    return this.database.inTenant(context, async (transaction) => {
      const { conversation, runId, unanswered } = assignment;
      await this.stores.conversations.lock(transaction, conversation.id);
      const open = await this.stores.messages.findUnanswered(transaction, conversation.id);
      if (mayRestart && open.length > unanswered.length) return 'overtaken';
      const isCurrent = await this.stores.runs.finish(transaction, runId, result.errorCode);
      const cost = await this.recordCalls(transaction, assignment, result.calls);
      if (!isCurrent) return 'not_current';
      await this.stores.messages.markAnswered(
        transaction,
        unanswered.map((message) => message.id),
        runId,
      );
      await this.writeAnswer(transaction, assignment, result, cost);
      await this.announce(transaction, assignment, result);
      return 'filed';
    });
  }

  private async read(
    transaction: TenantTransaction,
    conversation: Conversation,
    runId: string,
  ): Promise<Assignment | null> {
    const unanswered = await this.stores.messages.findUnanswered(transaction, conversation.id);
    const agent = await this.agents.find(transaction, conversation.agentId);
    if (unanswered.length === 0 || !agent?.isActive) return null;
    const tenant = await this.tenants.find(transaction);
    const history = await this.stores.messages.findRecent(transaction, conversation.id, HISTORY_MESSAGES);
    const system = buildSystemPrompt(agent, {
      businessName: tenant.name,
      timeZone: tenant.timeZone,
      now: this.stores.clock.now(),
      place: conversation.place,
    });
    return { runId, conversation, agent, unanswered, system, prompt: toModelMessages(history) };
  }

  private recordCalls(
    transaction: TenantTransaction,
    { agent, conversation }: Assignment,
    calls: readonly ModelCall[],
  ): Promise<bigint | null> {
    return this.usage.recordCalls(transaction, {
      agent,
      conversationId: conversation.id,
      kind: 'reply',
      channelKind: conversation.channelKind,
      calls,
    });
  }

  private async writeAnswer(
    transaction: TenantTransaction,
    assignment: Assignment,
    result: RunResult,
    cost: bigint | null,
  ): Promise<void> {
    const { conversation, agent, unanswered, runId } = assignment;
    const call = result.calls.at(-1);
    const message = {
      id: newId(),
      conversationId: conversation.id,
      direction: 'outbound' as const,
      connectionId: conversation.connectionId,
      externalChannelId: conversation.externalChannelId,
      externalId: null,
      authorId: agent.id,
      authorName: agent.name,
      text: result.text,
      attachments: [],
      status: 'queued' as const,
      errorCode: result.errorCode,
      replyThread: unanswered.at(-1)?.replyThread ?? null,
      createdAt: this.stores.clock.now(),
      runId,
      provider: call?.provider ?? null,
      model: call?.model ?? null,
      inputTokens: call?.usage ? inputTokensOf(call) : null,
      outputTokens: call?.usage ? outputTokensOf(call) : null,
      costNanoUsd: cost,
    };
    await this.stores.messages.insertOnce(transaction, message);
    await this.stores.deliveries.add(transaction, message, splitForSlack(result.text));
    await this.stores.conversations.noteMessage(
      transaction,
      conversation.id,
      result.text,
      result.errorCode ? 'failed' : 'answered',
    );
    await this.usage.recordMessage(transaction, {
      agent,
      conversationId: conversation.id,
      channelKind: conversation.channelKind,
      direction: 'outbound',
    });
    await this.stores.jobs.enqueue(transaction, sendJob(transaction.tenantId, conversation.id));
  }

  private async announce(
    transaction: TenantTransaction,
    { agent, conversation }: Assignment,
    result: RunResult,
  ): Promise<void> {
    await this.audit.record(transaction, {
      event_type: result.errorCode ? 'conversation.answer_failed' : 'conversation.answered',
      subject: { type: 'conversation', id: conversation.id, name: conversation.contactName },
      summary: result.errorCode
        ? `${agent.name} could not answer ${conversation.contactName} (${result.errorCode}) and said so.`
        : `${agent.name} answered ${conversation.contactName} in ${conversation.place}.`,
    });
    await this.live.announce(transaction, 'conversations', 'payroll');
  }
}

function inputTokensOf({ usage }: ModelCall): number {
  return usage ? usage.inputUncachedTokens + usage.cacheReadTokens + usage.cacheWriteTokens : 0;
}

function outputTokensOf({ usage }: ModelCall): number {
  return usage ? usage.outputTextTokens + usage.reasoningTokens : 0;
}
