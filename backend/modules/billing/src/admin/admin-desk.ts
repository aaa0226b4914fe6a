import { Injectable, Logger } from '@nestjs/common';
import { Database, type PageQuery, type UserContext } from '@konstruct/platform';
import type { ReconciliationProgress } from '../reconciliation/reconciliation.store';
import type { AdminFiguresView, AdminTenantPage, AdminTenantView, ReconciliationView } from './admin.dto';
import { TenantListQuery, type ListedTenant } from './tenant-list.query';

const MINUTE_MS = 60_000;
const PAYING = new Set(['active', 'past_due']);

/** Shows the installation to those who run it. Who looked is logged; what they change stands in the businesses' own trails. */
@Injectable()
export class AdminDesk {
  private readonly logger = new Logger(AdminDesk.name);

  constructor(
    private readonly database: Database,
    private readonly tenants: TenantListQuery,
  ) {}

  list(caller: UserContext, query: PageQuery): Promise<AdminTenantPage> {
    this.logger.log({ user_id: caller.userId }, 'A platform admin lists the businesses');
    return this.database.asPlatform(caller, (transaction) => this.tenants.list(transaction, query, toTenantView));
  }

  async figures(caller: UserContext): Promise<AdminFiguresView> {
    const { mrr_cents: cents, ...counts } = await this.database.asPlatform(caller, (transaction) =>
      this.tenants.figures(transaction),
    );
    return { ...counts, mrr_usd: Number(cents) / 100 };
  }
}

/** A round on the wire. */
export function toReconciliationView(progress: ReconciliationProgress | null): ReconciliationView {
  if (!progress) throw new Error('a round that was just begun is not there');
  const { id, startedAt, startedBy, total, done, drifted, failed } = progress;
  return {
    ...{ id, total, done, drifted, failed },
    started_at: startedAt.toISOString(),
    started_by: startedBy,
    is_finished: done >= total,
  };
}

function toTenantView(row: ListedTenant): AdminTenantView {
  return {
    id: row.id,
    name: row.name,
    created_at: row.createdAt.toISOString(),
    onboarding_minutes: onboardingMinutes(row),
    subscription_status: row.status ?? 'none',
    stripe_status: row.stripeStatus,
    agent_quota: row.agentQuota ?? 0,
    mrr_usd: monthlyRevenueUsd(row),
    live_subscriptions: row.liveSubscriptions ?? 0,
    synced_at: row.syncedAt?.toISOString() ?? null,
    last_drift: row.lastDrift,
    last_drift_at: row.lastDriftAt?.toISOString() ?? null,
  };
}

function onboardingMinutes({ createdAt, onboardingCompletedAt }: ListedTenant): number | null {
  if (!onboardingCompletedAt) return null;
  return Math.round((onboardingCompletedAt.getTime() - createdAt.getTime()) / (MINUTE_MS / 10)) / 10;
}

function monthlyRevenueUsd({ status, agentQuota, unitAmountCents }: ListedTenant): number {
  if (status === null || !PAYING.has(status)) return 0;
  return ((agentQuota ?? 0) * Number(unitAmountCents ?? 0)) / 100;
}
