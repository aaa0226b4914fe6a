import { toStorable } from '@konstruct/contracts';
import { Injectable } from '@nestjs/common';
import { ChannelMessenger } from '@konstruct/channels';
import type { Agent } from '@konstruct/agents';
import { fallbackReference, ModelError, ModelGateway, type ModelCall, type ModelRequest } from '@konstruct/models';
import type { TenantContext } from '@konstruct/platform';
import { Toolbox } from '@konstruct/toolbox';
import { AgentBudgets } from '@konstruct/usage';
import { AnswerDesk } from './answer-desk';
import type { RunResult } from './answer-writer';
import type { Assignment } from './assignment';
import type { AnsweringMode } from './answering-mode';
import { apologyFor, outOfOfficeText } from './apology';
import type { LaneShift } from './lane-worker';
import { PictureFetcher } from './picture-fetcher';

/** How often a run starts over because people wrote on while it was thinking. */
const MAXIMUM_RESTARTS = 3;

/**
 * Answers a conversation until nothing is unanswered. What people write while the model thinks is taken into the same answer.
 * A killed process loses nothing: its run is given up and done again.
 */
@Injectable()
export class Responder {
  constructor(
    private readonly desk: AnswerDesk,
    private readonly models: ModelGateway,
    private readonly toolbox: Toolbox,
    private readonly messenger: ChannelMessenger,
    private readonly budgets: AgentBudgets,
    private readonly pictures: PictureFetcher,
  ) {}

  async answerAll(context: TenantContext, conversationId: string, shift: LaneShift): Promise<void> {
    for (;;) {
      shift.lease.assertHeld();
      const assignment = await this.desk.takeUp(context, conversationId);
      if (!assignment) return;
      const isCurrent = await this.answer(context, assignment, shift);
      if (!isCurrent) return;
    }
  }

  /** False when the run was given up meanwhile: whoever did that goes on with the conversation. */
  private async answer(context: TenantContext, first: Assignment, shift: LaneShift): Promise<boolean> {
    let assignment = first;
    for (let restarts = 0; ; restarts += 1) {
      this.showThinking(context, assignment);
      const result = await this.think(context, assignment, shift.signal).finally(() =>
        this.budgets.release(assignment.grant),
      );
      await shift.takeIn();
      const mayRestart = restarts < MAXIMUM_RESTARTS && result.errorCode === null;
      const outcome = await this.desk.file(context, assignment, result, mayRestart);
      if (outcome !== 'overtaken') return outcome === 'filed';
      await this.desk.recordUnused(context, assignment, result.calls);
      const newer = await this.desk.readAgain(context, assignment);
      if (!newer) return false;
      assignment = newer;
    }
  }

  private async think(
    context: TenantContext,
    assignment: Assignment,
    signal: AbortSignal | undefined,
  ): Promise<RunResult> {
    const { agent, mode, system, prompt } = assignment;
    if (mode === 'out_of_office') return { text: outOfOfficeText(agent), errorCode: null, calls: [] };
    try {
      const reply = await this.models.complete({
        ...modelFor(agent, mode),
        tenantId: context.tenantId,
        system,
        messages: await this.pictures.fill(context, assignment.conversation, prompt),
        tools: await this.toolbox.ofAgent(context, { agent, conversationId: assignment.conversation.id }),
        temperature: agent.temperature,
        maxReplyTokens: agent.maxReplyTokens,
        signal,
      });
      return { text: toStorable(reply.text), errorCode: null, calls: reply.calls };
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      // The process stops: what the cancelled calls cost is kept, and the job runs again elsewhere.
      if (signal?.aborted) {
        await this.desk.recordUnused(context, assignment, error.calls);
        throw error;
      }
      const calls: readonly ModelCall[] = error.calls;
      return {
        text: apologyFor({ code: error.code, handoverContact: agent.handoverContact }),
        errorCode: error.code,
        calls,
      };
    }
  }

  /** Best effort and never waited for: a status that fails must not cost anyone an answer. */
  private showThinking(context: TenantContext, { conversation, unanswered }: Assignment): void {
    const latest = unanswered.at(-1);
    if (!latest?.externalId) return;
    const address = { kind: conversation.channelKind, connectionId: conversation.connectionId };
    void this.messenger.showThinking(context, address, {
      placeId: conversation.externalChannelId,
      thread: latest.replyThread,
      externalId: latest.externalId,
    });
  }
}

/** The model that the employee answers with; once the budget is spent, the cheaper one alone. */
function modelFor(agent: Agent, mode: AnsweringMode): Pick<ModelRequest, 'provider' | 'model' | 'fallbackModel'> {
  if (mode === 'cheaper_model' && agent.fallbackModel !== null) {
    return { ...fallbackReference(agent.fallbackModel, agent.provider), fallbackModel: null };
  }
  return { provider: agent.provider, model: agent.model, fallbackModel: agent.fallbackModel };
}
