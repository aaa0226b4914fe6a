import { Injectable } from '@nestjs/common';
import type { MessageReport } from '@konstruct/channels';
import type { TenantTransaction } from '@konstruct/platform';
import { MoreThan } from 'typeorm';
import { TestMessage } from './test-message.entity';

/** Reads and writes test messages. */
@Injectable()
export class TestMessageStore {
  async add({ manager, tenantId }: TenantTransaction, message: Omit<TestMessage, 'tenantId'>): Promise<void> {
    await manager.insert(TestMessage, { ...message, tenantId });
  }

  async update(
    { manager, tenantId }: TenantTransaction,
    id: string,
    change: Partial<Omit<TestMessage, 'tenantId' | 'id'>>,
  ): Promise<TestMessage> {
    await manager.update(TestMessage, { tenantId, id }, change);
    return manager.findOneByOrFail(TestMessage, { tenantId, id });
  }

  /** Changes nothing of what a report has said meanwhile. */
  async noteAccepted(
    transaction: TenantTransaction,
    id: string,
    { externalId, placeId }: { readonly externalId: string; readonly placeId: string },
  ): Promise<TestMessage> {
    return this.update(transaction, id, { externalId, placeId });
  }

  /** By the reply id that travelled along, or by the provider's own id where it does not come back. */
  async findReported(
    { manager, tenantId }: TenantTransaction,
    { connectionId, replyId, externalId }: Pick<MessageReport, 'connectionId' | 'replyId' | 'externalId'>,
  ): Promise<TestMessage | null> {
    const byReplyId = replyId ? await manager.findOneBy(TestMessage, { tenantId, connectionId, id: replyId }) : null;
    return byReplyId ?? manager.findOneBy(TestMessage, { tenantId, connectionId, externalId });
  }

  /** Whether one of this employee's is being sent; whoever asks at the same time is answered once this transaction has ended. */
  async isUnderWay({ manager, tenantId }: TenantTransaction, agentId: string, since: Date): Promise<boolean> {
    await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [`test_message:${agentId}`]);
    return manager.existsBy(TestMessage, { tenantId, agentId, status: 'sending', createdAt: MoreThan(since) });
  }

  findLatest({ manager, tenantId }: TenantTransaction): Promise<TestMessage | null> {
    return manager.findOne(TestMessage, { where: { tenantId }, order: { id: 'DESC' } });
  }
}
