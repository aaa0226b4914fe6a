import { Injectable } from '@nestjs/common';
import type { SubscriptionStatus } from '@konstruct/contracts';
import { decodeIdCursor, pageLimit, toPage, type Page, type PageQuery, type Transaction } from '@konstruct/platform';

/** A business as those who run the installation see it. */
export interface ListedTenant {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly onboardingCompletedAt: Date | null;
  readonly status: SubscriptionStatus | null;
  readonly stripeStatus: string | null;
  readonly agentQuota: number | null;
  readonly unitAmountCents: string | null;
  readonly liveSubscriptions: number | null;
  readonly syncedAt: Date | null;
  readonly lastDrift: string | null;
  readonly lastDriftAt: Date | null;
}

/** The installation in figures. */
export interface InstallationFigures {
  readonly tenants: number;
  readonly trialing: number;
  readonly active: number;
  readonly past_due: number;
  readonly unpaid: number;
  readonly canceled: number;
  readonly mrr_cents: string;
  readonly drifted: number;
}

const LIST = `
  SELECT t.id, t.name, t.created_at AS "createdAt", t.onboarding_completed_at AS "onboardingCompletedAt",
         b.subscription_status AS status, b.stripe_status AS "stripeStatus", b.agent_quota AS "agentQuota",
         b.unit_amount_cents AS "unitAmountCents", b.live_subscriptions AS "liveSubscriptions", b.synced_at AS "syncedAt",
         b.last_drift AS "lastDrift", b.last_drift_at AS "lastDriftAt"
  FROM tenants t LEFT JOIN billing_accounts b ON b.tenant_id = t.id
  WHERE ($1::uuid IS NULL OR t.id < $1::uuid) ORDER BY t.id DESC LIMIT $2`;

/** What is paid every month: trials pay nothing yet, and overdue ones are still owed. */
const FIGURES = `
  SELECT (SELECT count(*)::int FROM tenants) AS tenants,
         (count(*) FILTER (WHERE subscription_status = 'trialing'))::int AS trialing,
         (count(*) FILTER (WHERE subscription_status = 'active'))::int AS active,
         (count(*) FILTER (WHERE subscription_status = 'past_due'))::int AS past_due,
         (count(*) FILTER (WHERE subscription_status = 'unpaid'))::int AS unpaid,
         (count(*) FILTER (WHERE subscription_status = 'canceled'))::int AS canceled,
         coalesce(sum(agent_quota * unit_amount_cents) FILTER (WHERE subscription_status IN ('active', 'past_due')), 0)::bigint AS mrr_cents,
         (count(*) FILTER (WHERE last_drift_at > now() - interval '7 days'))::int AS drifted
  FROM billing_accounts`;

/** Lists businesses across the installation; only in a transaction of `Database.asPlatform`, which shows no more of them. */
@Injectable()
export class TenantListQuery {
  /** The youngest first. */
  async list<View>(
    { manager }: Transaction,
    query: PageQuery,
    toView: (row: ListedTenant) => View,
  ): Promise<Page<View>> {
    const limit = pageLimit(query);
    const rows: ListedTenant[] = await manager.query(LIST, [decodeIdCursor(query.cursor), limit + 1]);
    return toPage(rows, limit, ({ id }) => [id], toView);
  }

  async figures({ manager }: Transaction): Promise<InstallationFigures> {
    const [row]: InstallationFigures[] = await manager.query(FIGURES);
    if (!row) throw new Error('Postgres returned no figures');
    return row;
  }
}
