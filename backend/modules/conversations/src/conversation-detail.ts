import { Injectable } from '@nestjs/common';
import { explainChannelError, type ChannelKind } from '@konstruct/channels';
import { toUsd } from '@konstruct/contracts';
import { explainModelError } from '@konstruct/models';
import type { TenantTransaction } from '@konstruct/platform';
import type { ConversationDetailView, MessageErrorView, MessageView } from './conversations.dto';
import { ConversationListQuery } from './conversation-list.query';
import type { Message } from './message.entity';
import { MessageStore } from './message.store';

const SHOWN_MESSAGES = 200;

/** Puts together one conversation as the portal shows it. */
@Injectable()
export class ConversationDetail {
  constructor(
    private readonly conversations: ConversationListQuery,
    private readonly messages: MessageStore,
  ) {}

  async read(transaction: TenantTransaction, id: string): Promise<ConversationDetailView> {
    const conversation = await this.conversations.get(transaction, id);
    const messages = await this.messages.findRecent(transaction, id, SHOWN_MESSAGES);
    const deliveryErrors = await this.deliveryErrors(transaction, id);
    return {
      ...conversation,
      messages: messages.map((message) =>
        toMessageView(message, errorOf(message, conversation.channel_kind, deliveryErrors.get(message.id) ?? null)),
      ),
    };
  }

  private async deliveryErrors(
    { manager, tenantId }: TenantTransaction,
    conversationId: string,
  ): Promise<Map<string, string>> {
    const rows: { message_id: string; error_code: string }[] = await manager.query(
      `SELECT message_id, min(error_code) AS error_code FROM deliveries WHERE tenant_id = $1 AND conversation_id = $2 AND error_code IS NOT NULL GROUP BY message_id`,
      [tenantId, conversationId],
    );
    return new Map(rows.map((row) => [row.message_id, row.error_code]));
  }
}

const NOT_ACTIVE: MessageErrorView = {
  code: 'employee_not_active',
  meaning: 'The employee was not working when this message came.',
  fix: 'Resume the employee; people have to write again.',
};

function toMessageView(message: Message, error: MessageErrorView | null): MessageView {
  return {
    id: message.id,
    direction: message.direction,
    author_name: message.authorName,
    text: message.text,
    status: message.status,
    error,
    created_at: message.createdAt.toISOString(),
    provider: message.provider,
    model: message.model,
    input_tokens: message.inputTokens,
    output_tokens: message.outputTokens,
    cost_usd: message.costNanoUsd === null ? null : toUsd(message.costNanoUsd),
  };
}

function errorOf(message: Message, kind: ChannelKind, deliveryError: string | null): MessageErrorView | null {
  if (deliveryError) return { code: deliveryError, ...explainChannelError(kind, deliveryError) };
  if (!message.errorCode) return null;
  return message.errorCode === NOT_ACTIVE.code
    ? NOT_ACTIVE
    : { code: message.errorCode, ...explainModelError(message.errorCode) };
}
