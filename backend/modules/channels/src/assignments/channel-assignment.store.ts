import { Injectable } from '@nestjs/common';
import {
  decodeCursor,
  pageLimit,
  toPage,
  type Page,
  type PageQuery,
  type TenantTransaction,
} from '@konstruct/platform';
import { ChannelAssignment } from './channel-assignment.entity';

/** Reads and writes who answers in single channels. */
@Injectable()
export class ChannelAssignmentStore {
  find(
    { manager, tenantId }: TenantTransaction,
    connectionId: string,
    externalChannelId: string,
  ): Promise<ChannelAssignment | null> {
    return manager.findOneBy(ChannelAssignment, { tenantId, connectionId, externalChannelId });
  }

  /** By the name of the channel. */
  async list(
    { manager, tenantId }: TenantTransaction,
    connectionId: string,
    query: PageQuery,
  ): Promise<Page<ChannelAssignment>> {
    const limit = pageLimit(query);
    const after = decodeCursor(query.cursor, 2);
    const found = manager
      .createQueryBuilder(ChannelAssignment, 'a')
      .where('a.tenantId = :tenantId AND a.connectionId = :connectionId', { tenantId, connectionId });
    if (after) found.andWhere('(a.channelName, a.externalChannelId) > (:name, :id)', { name: after[0], id: after[1] });
    const rows = await found
      .orderBy('a.channelName')
      .addOrderBy('a.externalChannelId')
      .limit(limit + 1)
      .getMany();
    return toPage(
      rows,
      limit,
      (row) => [row.channelName, row.externalChannelId],
      (row) => row,
    );
  }

  /** One employee per channel: a second assignment takes the place of the first. */
  async save({ manager }: TenantTransaction, assignment: ChannelAssignment): Promise<void> {
    await manager.upsert(ChannelAssignment, assignment, ['tenantId', 'connectionId', 'externalChannelId']);
  }

  async remove(
    { manager, tenantId }: TenantTransaction,
    { connectionId, externalChannelId }: ChannelAssignment,
  ): Promise<void> {
    await manager.delete(ChannelAssignment, { tenantId, connectionId, externalChannelId });
  }
}
