import { Injectable } from '@nestjs/common';
import type { Transaction } from '@konstruct/platform';
import { RefreshToken } from './refresh-token.entity';

/** Reads and writes refresh tokens. */
@Injectable()
export class RefreshTokenStore {
  async insert({ manager }: Transaction, tokenHash: Buffer, sessionId: string, createdAt: Date): Promise<void> {
    await manager.insert(RefreshToken, { tokenHash, sessionId, createdAt, usedAt: null });
  }

  /** Locks the token, so that of two uses at the same time one sees that the other was first. */
  findForUse({ manager }: Transaction, tokenHash: Buffer): Promise<RefreshToken | null> {
    return manager.findOne(RefreshToken, { where: { tokenHash }, lock: { mode: 'pessimistic_write' } });
  }

  async markUsed({ manager }: Transaction, tokenHash: Buffer, at: Date): Promise<void> {
    await manager.update(RefreshToken, { tokenHash }, { usedAt: at });
  }
}
