import { Injectable } from '@nestjs/common';
import { splitForChannel } from '@konstruct/channels';
import { totalInputTokens, totalOutputTokens, type ModelCall, type ModelErrorCode } from '@konstruct/models';
import { Clock, newId, type TenantTransaction } from '@konstruct/platform';
import { KeyWatch } from '@konstruct/model-keys';
import { UsageLedger } from '@konstruct/usage';
import { AnswerTrail } from './answer-trail';
import type { Assignment } from './assignment';
import { DeliveryStore } from './delivery.store';
import { MessageStore, type NewMessage } from './message.store';

/** How a run ended: with the model's words, or with an apology in their place. */
export interface RunResult {
  readonly text: string;
  readonly errorCode: ModelErrorCode | null;
  readonly calls: readonly ModelCall[];
}

/** Writes an answer with what belongs to it: the message, its deliveries, and what it cost. */
@Injectable()
export class AnswerWriter {
  constructor(
    private readonly messages: MessageStore,
    private readonly deliveries: DeliveryStore,
    private readonly usage: UsageLedger,
    private readonly keys: KeyWatch,
    private readonly trail: AnswerTrail,
    private readonly clock: Clock,
  ) {}

  /** Books model calls; answers what they cost together, null when a price is missing. */
  async recordCalls(
    transaction: TenantTransaction,
    { agent, conversation, grant }: Assignment,
    calls: readonly ModelCall[],
  ): Promise<bigint | null> {
    const { id: conversationId, channelKind } = conversation;
    const { reservationId } = grant;
    await this.keys.noteCalls(transaction, calls);
    return this.usage.recordCalls(transaction, {
      agent,
      conversationId,
      kind: 'reply',
      channelKind,
      calls,
      reservationId,
    });
  }

  async write(
    transaction: TenantTransaction,
    assignment: Assignment,
    result: RunResult,
    cost: bigint | null,
  ): Promise<void> {
    const { conversation, agent, unanswered, runId } = assignment;
    const message = this.compose(assignment, result, cost);
    // Deliveries refer to the message; the rest needs nothing of each other and costs one round trip.
    await this.messages.insertOnce(transaction, message);
    await Promise.all([
      this.deliveries.add(transaction, message, splitForChannel(conversation.channelKind, result.text)),
      this.messages.markAnswered(
        transaction,
        unanswered.map(({ id }) => id),
        runId,
      ),
      this.usage.recordMessage(transaction, {
        agent,
        conversationId: conversation.id,
        channelKind: conversation.channelKind,
        direction: 'outbound',
      }),
      this.trail.answered(transaction, assignment, result),
    ]);
  }

  private compose(
    { conversation, agent, unanswered, runId }: Assignment,
    result: RunResult,
    cost: bigint | null,
  ): NewMessage {
    const call = result.calls.at(-1);
    return {
      id: newId(),
      conversationId: conversation.id,
      direction: 'outbound',
      connectionId: conversation.connectionId,
      externalChannelId: conversation.externalChannelId,
      externalId: null,
      authorId: agent.id,
      authorName: agent.name,
      text: result.text,
      attachments: [],
      status: 'queued',
      errorCode: result.errorCode,
      replyThread: unanswered.at(-1)?.replyThread ?? null,
      createdAt: this.clock.now(),
      runId,
      provider: call?.provider ?? null,
      model: call?.model ?? null,
      inputTokens: call?.usage ? totalInputTokens(call.usage) : null,
      outputTokens: call?.usage ? totalOutputTokens(call.usage) : null,
      costNanoUsd: cost,
    };
  }
}
