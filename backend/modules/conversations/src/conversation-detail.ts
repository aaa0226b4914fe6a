import { Injectable } from '@nestjs/common';
import { explainChannelError, type ChannelKind, type ReportedStatus } from '@konstruct/channels';
import { toUsd } from '@konstruct/contracts';
import { explainModelError } from '@konstruct/models';
import type { TenantTransaction } from '@konstruct/platform';
import type { ConversationDetailView, MessageErrorView, MessageView } from './conversations.dto';
import { ConversationListQuery } from './conversation-list.query';
import { receiptOfParts } from './delivery-receipt';
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
    const outcomes = await this.outcomes(transaction, messages);
    return {
      ...conversation,
      messages: messages.map((message) => toMessageView(message, conversation.channel_kind, outcomes.get(message.id))),
    };
  }

  private async outcomes(
    { manager, tenantId }: TenantTransaction,
    messages: readonly Message[],
  ): Promise<Map<string, Outcome>> {
    const rows: ({ message_id: string } & Outcome)[] = await manager.query(
      `SELECT message_id, min(error_code) AS error_code, array_agg(receipt) AS receipts
       FROM deliveries WHERE tenant_id = $1 AND message_id = ANY($2) GROUP BY message_id`,
      [tenantId, messages.filter(({ direction }) => direction === 'outbound').map(({ id }) => id)],
    );
    return new Map(rows.map((row) => [row.message_id, row]));
  }
}

/** What became of a message's parts. */
interface Outcome {
  readonly error_code: string | null;
  readonly receipts: readonly (ReportedStatus | null)[];
}

const NOT_ACTIVE: MessageErrorView = {
  code: 'employee_not_active',
  meaning: 'The employee was not working when this message came.',
  fix: 'Resume the employee; people have to write again.',
};

function toMessageView(message: Message, kind: ChannelKind, outcome: Outcome | undefined): MessageView {
  return {
    id: message.id,
    direction: message.direction,
    author_name: message.authorName,
    text: message.text,
    status: message.status,
    error: errorOf(message, kind, outcome?.error_code ?? null),
    receipt: receiptOfParts(outcome?.receipts ?? []),
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
