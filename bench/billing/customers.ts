import { randomUUID } from 'node:crypto';

import type { Client } from 'pg';

const ADD = `
  WITH given AS (SELECT * FROM unnest($1::uuid[]) AS id),
  t AS (INSERT INTO tenants (id, name, slug, time_zone, created_at) SELECT id, 'Bench', id::text, 'UTC', now() FROM given),
  c AS (INSERT INTO stripe_customers (stripe_customer_id, tenant_id) SELECT 'cus_' || id, id FROM given)
  INSERT INTO billing_accounts (tenant_id, stripe_customer_id, is_live_mode, subscription_status, agent_quota, is_trial_used,
    cancel_at_period_end, live_subscriptions, is_customer_deleted, last_ticket, applied_ticket, checkout_number, change_number, chosen_to_stop)
  SELECT id, 'cus_' || id, false, 'none', 0, false, false, 0, false, 0, 0, 0, 0, '{}' FROM given`;

/** What the product stored of a customer. */
export interface StoredState {
  readonly customer: string;
  readonly status: string;
  readonly quantity: number;
  readonly subscription: string | null;
  readonly events: number;
}

/** Businesses that have a customer at Stripe and no subscription yet; answers the customers' ids. */
export async function addCustomers(database: Client, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => randomUUID());
  await database.query(ADD, [ids]);
  return ids.map((id) => `cus_${id}`);
}

/** What the product has stored. */
export async function storedStates(database: Client, customers: readonly string[]): Promise<StoredState[]> {
  const { rows } = await database.query<StoredState>(
    `SELECT a.stripe_customer_id AS customer, a.subscription_status AS status, a.agent_quota AS quantity,
            a.stripe_subscription_id AS subscription,
            (SELECT count(*)::int FROM stripe_events e WHERE e.tenant_id = a.tenant_id) AS events
     FROM billing_accounts a WHERE a.stripe_customer_id = ANY ($1)`,
    [customers],
  );
  return rows;
}

/** Transactions and deadlocks of the product's database so far. */
export async function databaseCounters(database: Client): Promise<{ commits: number; deadlocks: number }> {
  // Sessions report what they did with a delay of up to a second.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  const { rows } = await database.query<{ commits: string; deadlocks: string }>(
    'SELECT xact_commit AS commits, deadlocks FROM pg_stat_database WHERE datname = current_database()',
  );
  return { commits: Number(rows[0]?.commits ?? 0), deadlocks: Number(rows[0]?.deadlocks ?? 0) };
}
