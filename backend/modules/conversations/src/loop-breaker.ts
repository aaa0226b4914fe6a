import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '@konstruct/audit';
import { Notices } from '@konstruct/notices';
import type { TenantTransaction } from '@konstruct/platform';
import type { Assignment } from './assignment';
import { ConversationStore } from './conversation.store';
import { CONVERSATIONS_SETTINGS, type ConversationsSettings } from './conversations.config';

/**
 * Ends a talk with another automation that looks like a person: no person answers that many times in a row within seconds, and
 * two programs would go on at the business's expense for ever. From then on the employee is silent there until a person decides.
 */
@Injectable()
export class LoopBreaker {
  constructor(
    private readonly conversations: ConversationStore,
    private readonly notices: Notices,
    private readonly audit: AuditLog,
    @Inject(CONVERSATIONS_SETTINGS) private readonly settings: ConversationsSettings,
  ) {}

  /** To be asked with each answer that is filed. The conversation is as it was when the answer was begun, this one not counted. */
  async watch(transaction: TenantTransaction, { agent, conversation }: Assignment): Promise<void> {
    const limit = this.settings.LOOP_BREAKER_ANSWERS;
    if (limit === 0 || conversation.quickAnswers + 1 < limit) return;
    const { id, contactName, place } = conversation;
    await this.conversations.askForPerson(transaction, id, 'loop');
    await this.audit.record(transaction, {
      event_type: 'conversation.loop_broken',
      subject: { type: 'conversation', id, name: contactName },
      summary: `${agent.name} answers ${contactName} in ${place} no more: ${limit} answers in a row were answered within seconds.`,
    });
    await this.notices.raise(transaction, {
      kind: 'conversation.loop',
      severity: 'warning',
      audience: 'conversations:read',
      title: `${agent.name} has stopped answering ${contactName}`,
      body: `${limit} answers in a row were answered within seconds, as only another automation does. Take the conversation over, or let ${agent.name} go on.`,
      link: `conversations/${id}`,
      dedupeKey: loopKey(id),
    });
  }

  /** A person has decided. */
  settled(transaction: TenantTransaction, conversationId: string): Promise<void> {
    return this.notices.resolve(transaction, loopKey(conversationId));
  }
}

function loopKey(conversationId: string): string {
  return `conversation-loop:${conversationId}`;
}
