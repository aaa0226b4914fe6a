import { Injectable } from '@nestjs/common';
import { Notices } from '@konstruct/notices';
import type { TenantTransaction } from '@konstruct/platform';

const WARNING_PERCENT = 80;
const KEY = 'billing:api-calls';

/** Tells a business that its API calls of the day run out; a new day settles it. */
@Injectable()
export class CallAlerts {
  constructor(private readonly notices: Notices) {}

  /** Only whoever crosses the line tells, so that calls beyond it cost nothing. */
  async used(transaction: TenantTransaction, before: number, after: number, limit: number): Promise<void> {
    const line = (limit * WARNING_PERCENT) / 100;
    if (before >= line || after < line || after >= limit) return;
    await this.raise(transaction, {
      severity: 'warning',
      title: `${WARNING_PERCENT}% of today's API calls are used`,
      body: `A day has ${limit.toLocaleString('en-US')} calls. Upgrade to go on without a limit.`,
    });
  }

  exhausted(transaction: TenantTransaction, limit: number, resetsAt: Date): Promise<void> {
    return this.raise(transaction, {
      severity: 'critical',
      title: "Today's API calls are used up",
      body: `All ${limit.toLocaleString('en-US')} are made. The next ones work from ${resetsAt.toISOString()}, or at once after an upgrade.`,
    });
  }

  newDay(transaction: TenantTransaction): Promise<void> {
    return this.notices.resolve(transaction, KEY);
  }

  private raise(
    transaction: TenantTransaction,
    words: { severity: 'warning' | 'critical'; title: string; body: string },
  ): Promise<void> {
    return this.notices.raise(transaction, { ...words, kind: 'billing.api_calls', link: 'billing', dedupeKey: KEY });
  }
}
