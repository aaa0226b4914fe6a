import type { INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { Agent, AgentsModule, agentsEntities } from '@konstruct/agents';
import { AuditModule, auditEntities } from '@konstruct/audit';
import { noticesEntities } from '@konstruct/notices';
import { Clock, Database, newId, PlatformModule, systemContext, type TenantContext } from '@konstruct/platform';
import { createTestDatabase } from '@konstruct/platform/testing';
import { TenantsModule, tenantsEntities } from '@konstruct/tenants';
import { Client } from 'pg';
import { BillingModule, billingEntities } from '../index';
import { StripeGateway } from '../src/stripe/stripe-gateway';
import { StripeOffice } from '../src/stripe/stripe-office';
import { PRICE } from './readings';
import { StripeWorld } from './stripe-world';

/** A clock that stands where a spec sets it. */
export class SetClock extends Clock {
  private instant = new Date('2026-11-21T09:30:00Z');

  override now(): Date {
    return this.instant;
  }

  set(instant: string | Date): void {
    this.instant = new Date(instant);
  }
}

/** A business whose payments a Stripe in memory takes. */
export interface Payer {
  readonly context: TenantContext;
  readonly world: StripeWorld;
}

/** Billing on a database of its own, with a Stripe in memory and without HTTP. */
export interface BillingContext {
  readonly app: INestApplicationContext;
  readonly database: Database;
  readonly clock: SetClock;
  readonly endedTrials: string[];
  /** How long Stripe takes to answer; an error where it does not. */
  stripe: { answer: () => Promise<void> };
  payer(timeZone?: string): Promise<Payer>;
  agent(context: TenantContext, name: string, changes?: Partial<Agent>): Promise<string>;
  statuses(context: TenantContext): Promise<Record<string, string>>;
  asOwner<Row>(sql: string, values?: unknown[]): Promise<Row[]>;
  stop(): Promise<void>;
}

const STARTED = new Date('2026-10-05T08:00:00Z');

const EMPLOYEE = {
  roleTitle: 'Customer Support',
  templateId: null,
  avatarColor: '#2E7D6B',
  avatarEmoji: '🙂',
  persona: '',
  instructions: 'We open at nine.',
  greeting: '',
  language: 'en',
  provider: 'openai',
  model: 'gpt-5.4-mini',
  fallbackModel: null,
  temperature: 0.3,
  maxReplyTokens: 600,
  budgetLimitNanoUsd: null,
  atLimit: 'alert_only',
  outOfOfficeText: '',
  handoverContact: '',
  status: 'live',
  createdAt: STARTED,
  updatedAt: STARTED,
  activatedAt: STARTED,
  archivedAt: null,
} as const;

/** Starts it. */
export async function startBillingContext(variables: NodeJS.ProcessEnv = {}): Promise<BillingContext> {
  const testDatabase = await createTestDatabase();
  const owner = new Client({ connectionString: testDatabase.ownerUrl });
  await owner.connect();
  const clock = new SetClock();
  const worlds = new Map<string, StripeWorld>();
  const endedTrials: string[] = [];
  const stripe = { answer: () => Promise.resolve() };
  const app = await createApplication(testDatabase.url, variables, clock, {
    gateway: {
      findPrice: () => Promise.resolve(PRICE),
      readCustomer: async (customerId: string) => {
        const reading = worlds.get(customerId)?.read();
        await stripe.answer();
        return reading;
      },
    },
    office: { endTrial: (id: string) => Promise.resolve(endedTrials.push(id)) },
  });
  const database = app.get(Database);
  const asOwner = async <Row>(sql: string, values: unknown[] = []): Promise<Row[]> =>
    (await owner.query(sql, values)).rows as Row[];
  return {
    ...{ app, database, clock, endedTrials, stripe, asOwner },
    payer: async (timeZone = 'UTC') => {
      const id = newId();
      const world = new StripeWorld(`cus_${id}`);
      worlds.set(world.customerId, world);
      await arrangePayer(asOwner, id, world.customerId, timeZone);
      return { context: systemContext(id, 'Ada'), world };
    },
    agent: async ({ tenantId }, name, changes = {}) => {
      const id = newId();
      const context = systemContext(tenantId, 'spec');
      await database.inTenant(context, ({ manager }) =>
        manager.insert(Agent, { ...EMPLOYEE, name, ...changes, tenantId, id }),
      );
      return id;
    },
    statuses: async ({ tenantId }) => {
      const rows = await asOwner<{ name: string; status: string }>(
        'SELECT name, status FROM agents WHERE tenant_id = $1 ORDER BY name',
        [tenantId],
      );
      return Object.fromEntries(rows.map(({ name, status }) => [name, status]));
    },
    stop: async () => {
      await app.close();
      await owner.end();
      await testDatabase.drop();
    },
  };
}

async function arrangePayer(
  asOwner: BillingContext['asOwner'],
  id: string,
  customerId: string,
  timeZone: string,
): Promise<void> {
  const values = [id, 'Analytical Engines Ltd', id, timeZone];
  await asOwner('INSERT INTO tenants (id, name, slug, time_zone, created_at) VALUES ($1, $2, $3, $4, now())', values);
  await asOwner('INSERT INTO stripe_customers (stripe_customer_id, tenant_id) VALUES ($1, $2)', [customerId, id]);
  await asOwner(
    `INSERT INTO billing_accounts (tenant_id, stripe_customer_id, is_live_mode, subscription_status, agent_quota, is_trial_used,
       cancel_at_period_end, live_subscriptions, is_customer_deleted, last_ticket, applied_ticket, checkout_number, change_number, chosen_to_stop)
     VALUES ($1, $2, false, 'none', 0, false, false, 0, false, 0, 0, 0, 0, '{}')`,
    [id, customerId],
  );
}

async function createApplication(
  url: string,
  variables: NodeJS.ProcessEnv,
  clock: Clock,
  fakes: { gateway: object; office: object },
): Promise<INestApplicationContext> {
  const environment = {
    NODE_ENV: 'test',
    KONSTRUCT_ROLES: 'api',
    LOG_LEVEL: 'silent',
    DATABASE_URL: url,
    STRIPE_SECRET_KEY: 'sk_test_spec',
    STRIPE_WEBHOOK_SECRET: 'whsec_new,whsec_old',
    ...variables,
  };
  const entities = [...auditEntities, ...tenantsEntities, ...agentsEntities, ...noticesEntities, ...billingEntities];
  const module = await Test.createTestingModule({
    imports: [PlatformModule.forRoot(environment, entities), AuditModule, TenantsModule, AgentsModule, BillingModule],
  })
    .overrideProvider(Clock)
    .useValue(clock)
    .overrideProvider(StripeGateway)
    .useValue(fakes.gateway)
    .overrideProvider(StripeOffice)
    .useValue(fakes.office)
    .compile();
  return module.init();
}
