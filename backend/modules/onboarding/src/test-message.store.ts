import { Injectable } from '@nestjs/common';
import type { TenantTransaction } from '@konstruct/platform';
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

  findLatest({ manager, tenantId }: TenantTransaction): Promise<TestMessage | null> {
    return manager.findOne(TestMessage, { where: { tenantId }, order: { id: 'DESC' } });
  }
}
