import { Injectable } from '@nestjs/common';
import type { Transaction } from '@konstruct/platform';

/** Sees to it that the books have the months that are written to; they are made once and remembered. */
@Injectable()
export class UsageMonths {
  private readonly known = new Set<string>();

  async ensure({ manager }: Transaction, instants: readonly Date[]): Promise<void> {
    for (const month of new Set(instants.map((instant) => instant.toISOString().slice(0, 7)))) {
      if (this.known.has(month)) continue;
      const [found] = await manager.query<{ exists: boolean }[]>(
        `SELECT to_regclass('public.usage_events_' || $1) IS NOT NULL AND to_regclass('public.message_events_' || $1) IS NOT NULL AS exists`,
        [month.replace('-', '_')],
      );
      // One that is made here goes away with the transaction, should that fail.
      if (found?.exists) this.known.add(month);
      else await manager.query('SELECT usage_ensure_month($1::date)', [`${month}-01`]);
    }
  }
}
