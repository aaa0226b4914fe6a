import type { MigrationInterface, QueryRunner } from 'typeorm';
import { grantTable, protectTenantTable } from '@konstruct/platform';

/** What Stripe says of each business, which of Stripe's events were worked on, and the story of its billing. */
export class CreateBilling1763600040010 implements MigrationInterface {
  name = 'CreateBilling1763600040010';

  async up(runner: QueryRunner): Promise<void> {
    await createAccounts(runner);
    await createRoutes(runner);
    await createHistory(runner);
    await createTrialCards(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['trial_cards', 'billing_timeline', 'stripe_events', 'stripe_customers', 'billing_accounts']) {
      await runner.query(`DROP TABLE ${table}`);
    }
  }
}

async function createAccounts(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE TABLE billing_accounts (
    tenant_id uuid PRIMARY KEY REFERENCES tenants (id),
    stripe_customer_id text, is_live_mode boolean NOT NULL,
    stripe_subscription_id text, stripe_subscription_item_id text, stripe_price_id text,
    subscription_status text NOT NULL CHECK (subscription_status IN ('none', 'trialing', 'active', 'past_due', 'canceled', 'unpaid')),
    stripe_status text,
    agent_quota integer NOT NULL CHECK (agent_quota >= 0), unit_amount_cents bigint,
    trial_ends_at timestamptz(3), is_trial_used boolean NOT NULL,
    current_period_end timestamptz(3), cancel_at_period_end boolean NOT NULL, cancel_at timestamptz(3), ended_at timestamptz(3),
    past_due_since timestamptz(3), pay_url text, pending_quota integer,
    card_brand text, card_last4 text, card_expires text,
    live_subscriptions integer NOT NULL, is_customer_deleted boolean NOT NULL,
    synced_at timestamptz(3), last_ticket bigint NOT NULL, applied_ticket bigint NOT NULL,
    checkout_number integer NOT NULL, checkout_params text, checkout_session_id text,
    change_number integer NOT NULL, chosen_to_stop uuid[] NOT NULL,
    last_drift text, last_drift_at timestamptz(3))`);
  await protectTenantTable(runner, 'billing_accounts', { grants: ['SELECT', 'INSERT', 'UPDATE'] });
  await runner.query(
    `CREATE POLICY platform_listing ON billing_accounts FOR SELECT USING (current_setting('app.scope', true) = 'platform')`,
  );
}

/** A webhook knows only Stripe's customer. Everyone may look up whose it is; the row holds nothing but ids. */
async function createRoutes(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE TABLE stripe_customers (
    stripe_customer_id text PRIMARY KEY, tenant_id uuid NOT NULL REFERENCES tenants (id), is_live_mode boolean NOT NULL,
    UNIQUE (tenant_id, is_live_mode))`);
  await protectTenantTable(runner, 'stripe_customers', { grants: ['SELECT', 'INSERT'] });
  await runner.query('CREATE POLICY route_lookup ON stripe_customers FOR SELECT USING (true)');
}

async function createHistory(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE TABLE stripe_events (
    tenant_id uuid NOT NULL REFERENCES tenants (id), id text NOT NULL, type text NOT NULL,
    created_at timestamptz(3) NOT NULL, received_at timestamptz(3) NOT NULL,
    PRIMARY KEY (tenant_id, id))`);
  await protectTenantTable(runner, 'stripe_events', { grants: ['SELECT', 'INSERT'] });
  await runner.query(`CREATE TABLE billing_timeline (
    tenant_id uuid NOT NULL REFERENCES tenants (id), id uuid NOT NULL, occurred_at timestamptz(3) NOT NULL,
    kind text NOT NULL, summary text NOT NULL, url text,
    PRIMARY KEY (tenant_id, id))`);
  await runner.query(
    'CREATE INDEX billing_timeline_by_time ON billing_timeline (tenant_id, occurred_at DESC, id DESC)',
  );
  await protectTenantTable(runner, 'billing_timeline', { grants: ['SELECT', 'INSERT'] });
}

/** A card has one trial, whoever uses it: a hash of its fingerprint, and of which business had it. */
async function createTrialCards(runner: QueryRunner): Promise<void> {
  await runner.query('CREATE TABLE trial_cards (card_hash bytea PRIMARY KEY, holder_hash bytea NOT NULL)');
  await grantTable(runner, 'trial_cards', ['SELECT', 'INSERT']);
}
