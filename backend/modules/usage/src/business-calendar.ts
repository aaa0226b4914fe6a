import { Injectable } from '@nestjs/common';
import { RequestError, type TenantTransaction } from '@konstruct/platform';

/** Knows the time zone that a business's rollups are kept in, which follows the zone of the business. */
@Injectable()
export class BusinessCalendar {
  /** After a change of the zone the first report sums the business's events anew; all others wait for it. */
  async timeZone({ manager, tenantId }: TenantTransaction): Promise<string> {
    const [row] = await manager.query<{ wanted: string; current: string | null }[]>(
      `SELECT t.time_zone AS wanted, c.time_zone AS current
       FROM tenants t LEFT JOIN usage_calendars c ON c.tenant_id = t.id WHERE t.id = $1`,
      [tenantId],
    );
    if (!row) throw new RequestError('not_found');
    if (row.current === null || row.current === row.wanted) return row.wanted;
    const [adopted] = await manager.query<{ zone: string }[]>('SELECT usage_adopt_time_zone() AS zone');
    return adopted?.zone ?? row.wanted;
  }
}
