import { Injectable } from '@nestjs/common';
import { AuditLog } from '@konstruct/audit';
import type { ModelErrorCode } from '@konstruct/models';
import { LiveUpdates, type TenantTransaction } from '@konstruct/platform';
import type { Assignment } from './assignment';
import { ConversationStore } from './conversation.store';
import { LoopBreaker } from './loop-breaker';

/** What people see of an answer: the state of the conversation, the audit trail, their open pages. */
@Injectable()
export class AnswerTrail {
  constructor(
    private readonly conversations: ConversationStore,
    private readonly audit: AuditLog,
    private readonly live: LiveUpdates,
    private readonly breaker: LoopBreaker,
  ) {}

  async answered(
    transaction: TenantTransaction,
    assignment: Assignment,
    { text, errorCode }: { text: string; errorCode: ModelErrorCode | null },
  ): Promise<void> {
    const { agent, conversation } = assignment;
    const { id, contactName, place } = conversation;
    await Promise.all([
      this.conversations.noteAnswer(transaction, id, text, errorCode ? 'failed' : 'answered'),
      this.audit.record(transaction, {
        event_type: errorCode ? 'conversation.answer_failed' : 'conversation.answered',
        subject: { type: 'conversation', id, name: contactName },
        summary: errorCode
          ? `${agent.name} could not answer ${contactName} (${errorCode}) and said so.`
          : `${agent.name} answered ${contactName} in ${place}.`,
      }),
      this.live.announce(transaction, 'conversations', 'payroll'),
    ]);
    await this.breaker.watch(transaction, assignment);
  }
}
