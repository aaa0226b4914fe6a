import { Injectable } from '@nestjs/common';
import type { FindOptionsWhere } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity';
import {
  decodeCursor,
  pageLimit,
  toPage,
  type Page,
  type PageQuery,
  type TenantTransaction,
} from '@konstruct/platform';
import { ChannelConnection, type ChannelKind } from './channel-connection.entity';

const DAY_MS = 24 * 60 * 60 * 1_000;
/** Writing the time of every single event would make one row a bottleneck; health needs no such precision. */
const EVENT_PRECISION_MS = 5_000;

/** Reads and writes connections. */
@Injectable()
export class ChannelConnectionStore {
  find(transaction: TenantTransaction, id: string): Promise<ChannelConnection | null> {
    return transaction.manager.findOneBy(ChannelConnection, this.key(transaction, id));
  }

  /** Keeps others from changing it until the transaction ends. */
  lock(transaction: TenantTransaction, id: string): Promise<ChannelConnection | null> {
    const where = this.key(transaction, id);
    return transaction.manager.findOne(ChannelConnection, { where, lock: { mode: 'pessimistic_write' } });
  }

  findByAccount(
    { manager, tenantId }: TenantTransaction,
    kind: ChannelKind,
    externalAccountId: string,
  ): Promise<ChannelConnection | null> {
    return manager.findOneBy(ChannelConnection, { tenantId, kind, externalAccountId });
  }

  /** Newest first. */
  async list({ manager, tenantId }: TenantTransaction, query: PageQuery): Promise<Page<ChannelConnection>> {
    const limit = pageLimit(query);
    const [before] = decodeCursor(query.cursor, 1) ?? [null];
    const found = manager.createQueryBuilder(ChannelConnection, 'c').where('c.tenantId = :tenantId', { tenantId });
    if (before) found.andWhere('c.id < :before', { before });
    const rows = await found
      .orderBy('c.id', 'DESC')
      .limit(limit + 1)
      .getMany();
    return toPage(
      rows,
      limit,
      (row) => [row.id],
      (row) => row,
    );
  }

  all({ manager, tenantId }: TenantTransaction): Promise<ChannelConnection[]> {
    return manager.find(ChannelConnection, { where: { tenantId }, order: { id: 'DESC' } });
  }

  async insert({ manager }: TenantTransaction, connection: QueryDeepPartialEntity<ChannelConnection>): Promise<void> {
    await manager.insert(ChannelConnection, connection);
  }

  async update(
    transaction: TenantTransaction,
    id: string,
    change: QueryDeepPartialEntity<ChannelConnection>,
  ): Promise<void> {
    await transaction.manager.update(ChannelConnection, this.key(transaction, id), change);
  }

  /** Whether the time moved on enough to be written. */
  async noteEvent({ manager, tenantId }: TenantTransaction, id: string, at: Date): Promise<boolean> {
    const [, count]: [unknown, number] = await manager.query(
      `UPDATE channel_connections SET last_event_at = $3
       WHERE tenant_id = $1 AND id = $2 AND (last_event_at IS NULL OR last_event_at < $4)`,
      [tenantId, id, at, new Date(at.getTime() - EVENT_PRECISION_MS)],
    );
    return count > 0;
  }

  /** Counts a send or a failure in the running day. */
  async noteSend({ manager, tenantId }: TenantTransaction, id: string, at: Date, isFailure: boolean): Promise<void> {
    await manager.query(
      `UPDATE channel_connections SET
         window_started_at = CASE WHEN window_started_at < $4 THEN $3 ELSE window_started_at END,
         window_sends = CASE WHEN window_started_at < $4 THEN 1 ELSE window_sends + 1 END,
         window_failures = CASE WHEN window_started_at < $4 THEN 0 ELSE window_failures END + $5::int,
         last_sent_at = CASE WHEN $5::int = 0 THEN $3 ELSE last_sent_at END
       WHERE tenant_id = $1 AND id = $2`,
      [tenantId, id, at, new Date(at.getTime() - DAY_MS), isFailure ? 1 : 0],
    );
  }

  /** Takes the right to renew the token, unless somebody has it or the token is no longer the one that was read. */
  async claimRefresh(
    { manager, tenantId }: TenantTransaction,
    id: string,
    claim: { leaseId: string; now: Date; until: Date; token: string | null },
  ): Promise<boolean> {
    const [, count]: [unknown, number] = await manager.query(
      `UPDATE channel_connections SET refresh_lease_id = $3, refresh_lease_until = $4
       WHERE tenant_id = $1 AND id = $2 AND status = 'connected' AND bot_token_ciphertext = $5
         AND (refresh_lease_until IS NULL OR refresh_lease_until < $6)`,
      [tenantId, id, claim.leaseId, claim.until, claim.token, claim.now],
    );
    return count > 0;
  }

  /** Writes the outcome of a renewal; nothing when the right to it was lost to a reconnect or a later renewal. */
  async finishRefresh(
    transaction: TenantTransaction,
    id: string,
    leaseId: string,
    change: QueryDeepPartialEntity<ChannelConnection>,
  ): Promise<boolean> {
    const where: FindOptionsWhere<ChannelConnection> = { ...this.key(transaction, id), refreshLeaseId: leaseId };
    const { affected } = await transaction.manager.update(ChannelConnection, where, {
      ...change,
      refreshLeaseId: null,
      refreshLeaseUntil: null,
    });
    return (affected ?? 0) > 0;
  }

  private key({ tenantId }: TenantTransaction, id: string): { tenantId: string; id: string } {
    return { tenantId, id };
  }
}
