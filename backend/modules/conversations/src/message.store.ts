import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { TenantTransaction } from '@konstruct/platform';
import { Message, type MessageStatus } from './message.entity';

/** A message as it is first written. */
export type NewMessage = Pick<
  Message,
  | 'id'
  | 'conversationId'
  | 'direction'
  | 'connectionId'
  | 'externalChannelId'
  | 'externalId'
  | 'authorId'
  | 'authorName'
  | 'text'
  | 'attachments'
  | 'status'
  | 'errorCode'
  | 'replyThread'
  | 'createdAt'
> &
  Partial<Pick<Message, 'runId' | 'provider' | 'model' | 'inputTokens' | 'outputTokens' | 'costNanoUsd'>>;

/** Reads and writes messages. */
@Injectable()
export class MessageStore {
  /** False when the provider's message was stored before. */
  async insertOnce({ manager, tenantId }: TenantTransaction, message: NewMessage): Promise<boolean> {
    const result = await manager
      .createQueryBuilder()
      .insert()
      .into(Message)
      .values({ ...message, tenantId })
      .orIgnore()
      .returning('id')
      .execute();
    return (result.raw as unknown[]).length > 0;
  }

  /** What people wrote and nobody answered yet, oldest first. */
  findUnanswered({ manager, tenantId }: TenantTransaction, conversationId: string): Promise<Message[]> {
    return manager.find(Message, {
      where: { tenantId, conversationId, direction: 'inbound', status: 'received' },
      order: { createdAt: 'ASC', id: 'ASC' },
    });
  }

  /** The latest messages of a conversation, oldest first. */
  async findRecent(
    { manager, tenantId }: TenantTransaction,
    conversationId: string,
    limit: number,
  ): Promise<Message[]> {
    const newest = await manager.find(Message, {
      where: { tenantId, conversationId },
      order: { createdAt: 'DESC', id: 'DESC' },
      take: limit,
    });
    return newest.reverse();
  }

  async markAnswered({ manager, tenantId }: TenantTransaction, ids: readonly string[], runId: string): Promise<void> {
    await manager.update(Message, { tenantId, id: In([...ids]) }, { status: 'answered', runId });
  }

  async setStatus({ manager, tenantId }: TenantTransaction, id: string, status: MessageStatus): Promise<void> {
    await manager.update(Message, { tenantId, id }, { status });
  }

  async markSent({ manager, tenantId }: TenantTransaction, id: string, externalId: string): Promise<void> {
    await manager.update(Message, { tenantId, id }, { status: 'sent', externalId });
  }
}
