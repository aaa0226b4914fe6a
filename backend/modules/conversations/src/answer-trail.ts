import { Injectable } from '@nestjs/common';
import { AuditLog } from '@konstruct/audit';
import type { ModelErrorCode } from '@konstruct/models';
import { LiveUpdates, type TenantTransaction } from '@konstruct/platform';
import type { AnsweringMode } from './answering-mode';
import type { Assignment } from './assignment';
import { ConversationStore } from './conversation.store';
import { LoopBreaker } from './loop-breaker';

/** What a budget without room made of an answer. */
const BUDGET_WORDS: Readonly<Record<AnsweringMode, string>> = {
  chosen_model: '',
  cheaper_model: ' with the cheaper model, because the budget has no room for the chosen one',
  out_of_office: ' with the out-of-office text, because the budget has no room for an answer',
};

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
    const { agent, conversation, mode } = assignment;
    const { id, contactName, place } = conversation;
    await Promise.all([
      this.conversations.noteAnswer(transaction, id, text, errorCode ? 'failed' : 'answered'),
      this.audit.record(transaction, {
        event_type: errorCode ? 'conversation.answer_failed' : 'conversation.answered',
        subject: { type: 'conversation', id, name: contactName },
        summary: errorCode
          ? `${agent.name} could not answer ${contactName} (${errorCode}) and said so.`
          : `${agent.name} answered ${contactName} in ${place}${BUDGET_WORDS[mode]}.`,
      }),
      this.live.announce(transaction, 'conversations', 'payroll'),
    ]);
    await this.breaker.watch(transaction, assignment);
  }
}
