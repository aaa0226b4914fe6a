import { Injectable } from '@nestjs/common';
import type { TenantTransaction } from '@konstruct/platform';
import { NoticeOutlet } from './notice-outlet.entity';

/** Reads and writes where a business wants its notices. */
@Injectable()
export class NoticeOutletStore {
  find({ manager, tenantId }: TenantTransaction): Promise<NoticeOutlet | null> {
    return manager.findOneBy(NoticeOutlet, { tenantId });
  }

  async save({ manager, tenantId }: TenantTransaction, outlet: Omit<NoticeOutlet, 'tenantId'>): Promise<void> {
    await manager.upsert(NoticeOutlet, { ...outlet, tenantId }, ['tenantId']);
  }

  async remove({ manager, tenantId }: TenantTransaction): Promise<void> {
    await manager.delete(NoticeOutlet, { tenantId });
  }
}
