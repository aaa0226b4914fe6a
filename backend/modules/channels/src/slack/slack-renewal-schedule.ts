import { Injectable } from '@nestjs/common';
import { Clock, JobQueue, type TenantTransaction } from '@konstruct/platform';

/** The job that renews a token ahead of its expiry, also when nobody writes for half a day. */
export const RENEW_TOKEN_JOB = 'channels.renew_slack_token';

/** Tokens live twelve hours; the last hour is the time for trying again when Slack is down. */
export const RENEW_BEFORE_EXPIRY_MS = 60 * 60 * 1_000;
/** A little after the renewal becomes due, so that the job finds it due. */
const AFTER_DUE_MS = 60_000;

/** Plans the next renewal of a connection's token; a later plan replaces an earlier one. */
@Injectable()
export class RenewalSchedule {
  constructor(
    private readonly jobs: JobQueue,
    private readonly clock: Clock,
  ) {}

  async plan(transaction: TenantTransaction, connectionId: string, expiresAt: Date | null): Promise<void> {
    if (expiresAt === null) return;
    const dueInMs = expiresAt.getTime() - RENEW_BEFORE_EXPIRY_MS - this.clock.now().getTime();
    await this.jobs.enqueue(transaction, {
      name: RENEW_TOKEN_JOB,
      payload: { tenant_id: transaction.tenantId, connection_id: connectionId },
      key: `${RENEW_TOKEN_JOB}:${connectionId}`,
      delayMs: Math.max(0, dueInMs) + AFTER_DUE_MS,
    });
  }
}
