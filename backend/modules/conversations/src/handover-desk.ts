import { Injectable } from '@nestjs/common';
import { Database, type TenantContext, type TenantTransaction } from '@konstruct/platform';
import { AgentRunStore } from './agent-run.store';
import type { Conversation } from './conversation.entity';
import { ConversationStore } from './conversation.store';
import { ConversationError } from './conversations.errors';
import { DeliveryStore } from './delivery.store';
import { HandoverTrail } from './handover-trail';

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
    private readonly trail: HandoverTrail,
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
      await this.trail.takenOver(transaction, conversation, person.name);
    });
  }

  /** Anyone who may take over may also give back, since people go home. Repeating it changes nothing. */
  giveBack(context: TenantContext, conversationId: string): Promise<void> {
    return this.database.inTenant(context, async (transaction) => {
      const conversation = await this.lock(transaction, conversationId);
      if (!conversation.takenOverBy && !conversation.needsPersonFor) return;
      await this.conversations.giveBack(transaction, conversationId);
      await this.deliveries.resume(transaction, conversationId);
      await this.trail.givenBack(transaction, conversation);
    });
  }

  private async lock(transaction: TenantTransaction, conversationId: string): Promise<Conversation> {
    const conversation = await this.conversations.lock(transaction, conversationId);
    if (!conversation) throw new ConversationError('conversation_not_found');
    return conversation;
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
