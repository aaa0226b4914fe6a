import { Injectable } from '@nestjs/common';
import { AuditLog } from '@konstruct/audit';
import { Database, JobQueue, LiveUpdates, type TenantContext, type TenantTransaction } from '@konstruct/platform';
import { AgentRunStore } from './agent-run.store';
import type { Conversation } from './conversation.entity';
import { ConversationStore } from './conversation.store';
import { ConversationError } from './conversations.errors';
import { DeliveryStore } from './delivery.store';
import { laneJob } from './lane';

/**
 * Hands a conversation from the agent to a person and back. While a person has it, no run starts, the one under way is
 * given up, and nothing queued is sent; whoever answers or sends looks again under the conversation's lock.
 */
@Injectable()
export class HandoverDesk {
  constructor(
    private readonly database: Database,
    private readonly conversations: ConversationStore,
    private readonly runs: AgentRunStore,
    private readonly deliveries: DeliveryStore,
    private readonly jobs: JobQueue,
    private readonly audit: AuditLog,
    private readonly live: LiveUpdates,
  ) {}

  /** Repeating it changes nothing. Of two people the first has it, and the second learns who that is. */
  takeOver(context: TenantContext, conversationId: string): Promise<void> {
    return this.database.inTenant(context, async (transaction) => {
      const person = personOf(context);
      const conversation = await this.lock(transaction, conversationId);
      if (conversation.takenOverBy === person.id) return;
      if (conversation.takenOverBy) throw takenOverBy(conversation);
      await this.conversations.takeOver(transaction, conversationId, person);
      await this.runs.abandonRunning(transaction, conversationId);
      if (conversation.state === 'answering') await this.conversations.setState(transaction, conversationId, 'waiting');
      await this.record(transaction, conversation, 'conversation.taken_over', `${person.name} took over`);
    });
  }

  /** Anyone who may take over may also give back, since people go home. Repeating it changes nothing. */
  giveBack(context: TenantContext, conversationId: string): Promise<void> {
    return this.database.inTenant(context, async (transaction) => {
      const conversation = await this.lock(transaction, conversationId);
      if (!conversation.takenOverBy) return;
      await this.conversations.giveBack(transaction, conversationId);
      await this.deliveries.resume(transaction, conversationId);
      await this.jobs.enqueue(transaction, laneJob(transaction.tenantId, conversation.lane));
      await this.record(transaction, conversation, 'conversation.given_back', `${context.actor.name} gave back`);
    });
  }

  private async lock(transaction: TenantTransaction, conversationId: string): Promise<Conversation> {
    const conversation = await this.conversations.lock(transaction, conversationId);
    if (!conversation) throw new ConversationError('conversation_not_found');
    return conversation;
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
    await this.live.announce(transaction, 'conversations');
  }
}

function personOf({ actor }: TenantContext): { id: string; name: string } {
  if (actor.id === null) throw new Error('only a person takes a conversation over');
  return { id: actor.id, name: actor.name };
}

function takenOverBy({ takenOverByName }: Conversation): ConversationError {
  return new ConversationError('conversation_taken_over', {
    detail: `${takenOverByName ?? 'Somebody'} has taken this conversation over already. Give it back first, or leave it to them.`,
  });
}
