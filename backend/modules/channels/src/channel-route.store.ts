import { Injectable } from '@nestjs/common';
import { Database, type TenantTransaction, type Transaction } from '@konstruct/platform';
import type { ChannelKind } from './channel-connection.entity';

/** Whose connection an account of a provider is. */
export interface ChannelRoute {
  readonly tenantId: string;
  readonly connectionId: string;
  /** The provider's id of the person who connected it. */
  readonly installedBy: string | null;
}

/** An account that a tenant wants to be its own. */
export interface RouteClaim {
  readonly provider: ChannelKind;
  readonly externalAccountId: string;
  readonly connectionId: string;
  readonly installedBy: string | null;
}

interface RouteRow {
  readonly tenant_id: string;
  readonly connection_id: string;
  readonly installed_by: string | null;
}

const OF_ACCOUNT =
  'SELECT tenant_id, connection_id, installed_by FROM channel_routes WHERE provider = $1 AND external_account_id = $2';

/** Finds the tenant of a webhook, and keeps an account from belonging to two tenants. */
@Injectable()
export class ChannelRouteStore {
  constructor(private readonly database: Database) {}

  /** Before the tenant is known: lookup is open, the row holds ids only. */
  async resolve(provider: ChannelKind, externalAccountId: string): Promise<ChannelRoute | null> {
    const values = [provider, externalAccountId];
    const [row] = await this.database.ask<RouteRow>({ name: 'channel_route.of_account', text: OF_ACCOUNT, values });
    return row ? toRoute(row) : null;
  }

  /** The same by the connection's own id, which is all that the address of a webhook holds. */
  async resolveConnection(provider: ChannelKind, connectionId: string): Promise<ChannelRoute | null> {
    const [row] = await this.database.ask<RouteRow>({
      name: 'channel_route.of_connection',
      text: 'SELECT tenant_id, connection_id, installed_by FROM channel_routes WHERE connection_id = $1 AND provider = $2',
      values: [connectionId, provider],
    });
    return row ? toRoute(row) : null;
  }

  /** Every account that belongs to somebody. */
  async all({ manager }: Transaction): Promise<ChannelRoute[]> {
    const rows: RouteRow[] = await manager.query('SELECT tenant_id, connection_id, installed_by FROM channel_routes');
    return rows.map(toRoute);
  }

  /** Lets those who connect the same account at the same time do so one after the other. */
  async lock({ manager }: TenantTransaction, provider: ChannelKind, externalAccountId: string): Promise<void> {
    await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `channel:${provider}:${externalAccountId}`,
    ]);
  }

  /** Whether the account is now this tenant's. Of two tenants at the same time the primary key lets one win. */
  async claim({ manager, tenantId }: TenantTransaction, claim: RouteClaim): Promise<boolean> {
    const { provider, externalAccountId, connectionId, installedBy } = claim;
    await manager.query(
      `INSERT INTO channel_routes (provider, external_account_id, tenant_id, connection_id, installed_by) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (provider, external_account_id) DO NOTHING`,
      [provider, externalAccountId, tenantId, connectionId, installedBy],
    );
    const [route]: RouteRow[] = await manager.query(OF_ACCOUNT, [provider, externalAccountId]);
    return route?.tenant_id === tenantId && route.connection_id === connectionId;
  }

  async release({ manager, tenantId }: TenantTransaction, connectionId: string): Promise<void> {
    await manager.query('DELETE FROM channel_routes WHERE tenant_id = $1 AND connection_id = $2', [
      tenantId,
      connectionId,
    ]);
  }
}

function toRoute(row: RouteRow): ChannelRoute {
  return { tenantId: row.tenant_id, connectionId: row.connection_id, installedBy: row.installed_by };
}
