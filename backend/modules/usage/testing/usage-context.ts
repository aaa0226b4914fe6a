import type { INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { Agent, AgentsModule, agentsEntities } from '@konstruct/agents';
import { AuditModule, auditEntities } from '@konstruct/audit';
import { billingEntities } from '@konstruct/billing';
import { Clock, Database, newId, PlatformModule, systemContext, type TenantContext } from '@konstruct/platform';
import { noticesEntities } from '@konstruct/notices';
import { createTestDatabase } from '@konstruct/platform/testing';
import { TenantsModule, tenantsEntities } from '@konstruct/tenants';
import { Client } from 'pg';
import { UsageModule } from '../index';

/** The books on a database of their own, without HTTP. */
export interface UsageContext {
  readonly app: INestApplicationContext;
  readonly database: Database;
  readonly clock: SetClock;
  /** The owner of the schema's connection. */
  readonly ownerUrl: string;
  tenant(timeZone?: string): Promise<TenantContext>;
  /** An employee who has been at work since October. */
  employee(tenant: TenantContext, changes?: Partial<Agent>): Promise<Agent>;
  /** Runs SQL as the owner of the schema, past row-level security. */
  asOwner<Row>(sql: string, values?: unknown[]): Promise<Row[]>;
  stop(): Promise<void>;
}

/** A clock that stands where a spec sets it. */
export class SetClock extends Clock {
  private instant = new Date();

  override now(): Date {
    return this.instant;
  }

  set(instant: string): void {
    this.instant = new Date(instant);
  }
}

const HIRED = new Date('2026-10-05T08:00:00Z');

const EMPLOYEE: Omit<Agent, 'tenantId' | 'id' | 'isActive'> = {
  name: 'Mia',
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
  createdAt: HIRED,
  updatedAt: HIRED,
  activatedAt: HIRED,
  archivedAt: null,
};

/** Starts it. */
export async function startUsageContext(): Promise<UsageContext> {
  const testDatabase = await createTestDatabase();
  const owner = new Client({ connectionString: testDatabase.ownerUrl });
  await owner.connect();
  const clock = new SetClock();
  const app = await createApplication(testDatabase.url, clock);
  const database = app.get(Database);
  return {
    app,
    database,
    clock,
    ownerUrl: testDatabase.ownerUrl,
    tenant: async (timeZone = 'UTC') => {
      const id = newId();
      const values = [id, 'Analytical Engines Ltd', id, timeZone];
      await owner.query(
        'INSERT INTO tenants (id, name, slug, time_zone, created_at) VALUES ($1, $2, $3, $4, now())',
        values,
      );
      return systemContext(id, 'conversation worker');
    },
    employee: async (tenant, changes = {}) => {
      const agent = { ...EMPLOYEE, ...changes, tenantId: tenant.tenantId, id: newId() };
      await database.inTenant(tenant, ({ manager }) => manager.insert(Agent, agent));
      return { ...agent, isActive: agent.status === 'live' };
    },
    asOwner: async <Row>(sql: string, values: unknown[] = []) => (await owner.query(sql, values)).rows as Row[],
    stop: async () => {
      await app.close();
      await owner.end();
      await testDatabase.drop();
    },
  };
}

function createApplication(url: string, clock: Clock): Promise<INestApplicationContext> {
  const environment = { NODE_ENV: 'test', KONSTRUCT_ROLES: 'api', LOG_LEVEL: 'silent', DATABASE_URL: url };
  const entities = [...auditEntities, ...tenantsEntities, ...agentsEntities, ...billingEntities, ...noticesEntities];
  return Test.createTestingModule({
    imports: [PlatformModule.forRoot(environment, entities), AuditModule, TenantsModule, AgentsModule, UsageModule],
  })
    .overrideProvider(Clock)
    .useValue(clock)
    .compile()
    .then((module) => module.init());
}
