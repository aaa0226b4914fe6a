import { toStorable } from '@konstruct/contracts';
import { Injectable } from '@nestjs/common';
import type { Agent } from '@konstruct/agents';
import { fallbackReference, ModelError, ModelGateway, type ModelCall, type ModelRequest } from '@konstruct/models';
import type { TenantContext } from '@konstruct/platform';
import { Toolbox } from '@konstruct/toolbox';
import { AgentBudgets } from '@konstruct/usage';
import { AnswerDesk, type Filed } from './answer-desk';
import type { RunResult } from './answer-writer';
import type { Assignment } from './assignment';
import type { AnsweringMode } from './answering-mode';
import { apologyFor, outOfOfficeText } from './apology';
import { Courier } from './courier';
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
    private readonly courier: Courier,
    private readonly budgets: AgentBudgets,
    private readonly pictures: PictureFetcher,
  ) {}

  /**
   * Until nothing is unanswered, and sends what waits in the conversation as far as it may be sent now. False when a run was given
   * up meanwhile: then nothing was sent.
   */
  async answerAll(context: TenantContext, first: Assignment, shift: LaneShift): Promise<boolean> {
    for (let assignment: Assignment | null = first; assignment;) {
      const filed: Filed | null = await this.answer(context, assignment, shift);
      if (!filed) return false;
      await this.courier.sendFrom(context, filed.next, shift.lease);
      shift.lease.assertHeld();
      assignment = filed.hasMore ? await this.desk.takeUpAlone(context, assignment.conversation.id) : null;
    }
    return true;
  }

  /** Null when the run was given up meanwhile: whoever did that goes on with the conversation. */
  private async answer(context: TenantContext, first: Assignment, shift: LaneShift): Promise<Filed | null> {
    let assignment = first;
    for (let restarts = 0; ; restarts += 1) {
      const current = assignment;
      this.showThinking(current);
      const result = await this.think(context, current, shift.signal).finally(() =>
        this.budgets.release(current.grant),
      );
      const mayRestart = restarts < MAXIMUM_RESTARTS && result.errorCode === null;
      const outcome = await shift.takeIn((transaction) => this.desk.file(transaction, current, result, mayRestart));
      if (outcome === 'not_current') return null;
      if (outcome !== 'overtaken') return outcome;
      const newer = await this.desk.readAgain(context, current);
      if (!newer) return null;
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
  private showThinking({ conversation, unanswered, outlet }: Assignment): void {
    const latest = unanswered.at(-1);
    if (!latest?.externalId) return;
    void outlet.showThinking({
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
