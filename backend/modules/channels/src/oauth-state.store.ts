import { Injectable } from '@nestjs/common';
import { IsNull, LessThan } from 'typeorm';
import type { TenantTransaction } from '@konstruct/platform';
import { OauthState } from './oauth-state.entity';

const KEPT_MS = 24 * 60 * 60 * 1_000;

/** Reads and writes attempts to connect a workspace. */
@Injectable()
export class OauthStateStore {
  /** Adds an attempt and drops those of days ago. */
  async add(
    { manager, tenantId }: TenantTransaction,
    attempt: Omit<OauthState, 'tenantId' | 'usedAt' | 'failureCode' | 'failureDetail'>,
  ): Promise<void> {
    await manager.delete(OauthState, {
      tenantId,
      expiresAt: LessThan(new Date(attempt.createdAt.getTime() - KEPT_MS)),
    });
    await manager.insert(OauthState, { ...attempt, tenantId });
  }

  /** Uses up an attempt; null when it was used before or its nonce is another. */
  async use(
    { manager, tenantId }: TenantTransaction,
    id: string,
    nonceHash: Buffer,
    at: Date,
  ): Promise<OauthState | null> {
    const { affected } = await manager.update(
      OauthState,
      { tenantId, id, nonceHash, usedAt: IsNull() },
      { usedAt: at },
    );
    return affected === 1 ? manager.findOneBy(OauthState, { tenantId, id }) : null;
  }

  find({ manager, tenantId }: TenantTransaction, id: string): Promise<OauthState | null> {
    return manager.findOneBy(OauthState, { tenantId, id });
  }

  /** Keeps why an attempt failed, for the page that the browser is sent back to. */
  async noteFailure({ manager, tenantId }: TenantTransaction, id: string, code: string, detail: string): Promise<void> {
    await manager.update(OauthState, { tenantId, id }, { failureCode: code, failureDetail: detail });
  }
}
