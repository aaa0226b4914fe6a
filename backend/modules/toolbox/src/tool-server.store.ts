import { Injectable } from '@nestjs/common';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity';
import type { TenantTransaction } from '@konstruct/platform';
import { ToolServer } from './tool-server.entity';

/** Reads and writes servers. */
@Injectable()
export class ToolServerStore {
  /** In the order of their names. */
  all({ manager, tenantId }: TenantTransaction): Promise<ToolServer[]> {
    return manager.find(ToolServer, { where: { tenantId }, order: { name: 'ASC' } });
  }

  find({ manager, tenantId }: TenantTransaction, id: string): Promise<ToolServer | null> {
    return manager.findOneBy(ToolServer, { tenantId, id });
  }

  /** False when another server has the name already. */
  async insert({ manager }: TenantTransaction, server: ToolServer): Promise<boolean> {
    const inserted = await manager
      .createQueryBuilder()
      .insert()
      .into(ToolServer)
      .values(server as QueryDeepPartialEntity<ToolServer>)
      .orIgnore()
      .returning('id')
      .execute();
    return (inserted.raw as unknown[]).length > 0;
  }

  async update({ manager, tenantId }: TenantTransaction, id: string, change: Partial<ToolServer>): Promise<void> {
    await manager.update(ToolServer, { tenantId, id }, change as QueryDeepPartialEntity<ToolServer>);
  }

  async remove({ manager, tenantId }: TenantTransaction, id: string): Promise<void> {
    await manager.delete(ToolServer, { tenantId, id });
  }

  /** Whether a server other than this one has the name. */
  async isNameTaken({ manager, tenantId }: TenantTransaction, name: string, exceptId: string): Promise<boolean> {
    const rows: unknown[] = await manager.query(
      'SELECT 1 FROM tool_servers WHERE tenant_id = $1 AND lower(name) = lower($2) AND id <> $3',
      [tenantId, name, exceptId],
    );
    return rows.length > 0;
  }
}
