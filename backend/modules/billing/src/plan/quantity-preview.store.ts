import { Injectable } from '@nestjs/common';
import { Clock, newId, type TenantTransaction } from '@konstruct/platform';
import { LessThan } from 'typeorm';
import { QuantityPreview } from './quantity-preview.entity';

const GOOD_FOR_MS = 30 * 60_000;

/** Remembers for half an hour which prices were shown. */
@Injectable()
export class QuantityPreviewStore {
  constructor(private readonly clock: Clock) {}

  async add(
    { manager, tenantId }: TenantTransaction,
    shown: Omit<QuantityPreview, 'tenantId' | 'id' | 'createdAt'>,
  ): Promise<void> {
    const createdAt = this.clock.now();
    await manager.delete(QuantityPreview, { tenantId, createdAt: LessThan(this.oldest()) });
    await manager.insert(QuantityPreview, { ...shown, tenantId, id: newId(), createdAt });
  }

  /** What was shown for a number of employees and a moment, while it is still good. */
  async find(
    { manager, tenantId }: TenantTransaction,
    agentCount: number,
    prorationDate: number,
  ): Promise<QuantityPreview | null> {
    const shown = await manager.findOne(QuantityPreview, {
      where: { tenantId, agentCount, prorationDate },
      order: { createdAt: 'DESC', id: 'DESC' },
    });
    return shown && shown.createdAt >= this.oldest() ? shown : null;
  }

  private oldest(): Date {
    return new Date(this.clock.now().getTime() - GOOD_FOR_MS);
  }
}
