import type { INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { Agent, AgentsModule, agentsEntities } from '@konstruct/agents';
import { AuditModule, auditEntities } from '@konstruct/audit';
import { CryptoModule } from '@konstruct/crypto';
import { Database, newId, PlatformModule, systemContext, type TenantContext } from '@konstruct/platform';
import { createTestDatabase } from '@konstruct/platform/testing';
import { tenantsEntities } from '@konstruct/tenants';
import { Client } from 'pg';
import { toolboxEntities, ToolboxModule } from '../index';

const HIRED = new Date('2026-11-01T08:00:00Z');

/** The toolbox module on a database of its own, without HTTP. */
export interface ToolboxContext {
  readonly app: INestApplicationContext;
  tenant(): Promise<TenantContext>;
  employee(tenant: TenantContext): Promise<{ readonly id: string; readonly name: string }>;
  /** Runs SQL as the owner of the schema, past row-level security. */
  asOwner<Row>(sql: string, values?: unknown[]): Promise<Row[]>;
  stop(): Promise<void>;
}

/** Starts it; the server at `sandboxUrl` may be called although it is on this machine. */
export async function startToolboxContext(sandboxUrl: string): Promise<ToolboxContext> {
  const testDatabase = await createTestDatabase();
  const owner = new Client({ connectionString: testDatabase.ownerUrl });
  await owner.connect();
  const environment = {
    NODE_ENV: 'test',
    KONSTRUCT_ROLES: 'api',
    LOG_LEVEL: 'silent',
    DATABASE_URL: testDatabase.url,
    SANDBOX_URL: sandboxUrl,
    PLATFORM_ENCRYPTION_KEY: `${Buffer.alloc(32, 7).toString('base64url')}=`,
  };
  const entities = [...auditEntities, ...tenantsEntities, ...agentsEntities, ...toolboxEntities];
  const app = await Test.createTestingModule({
    imports: [PlatformModule.forRoot(environment, entities), CryptoModule, AuditModule, AgentsModule, ToolboxModule],
  }).compile();
  await app.init();
  return {
    app,
    tenant: async () => {
      const id = newId();
      await owner.query(
        "INSERT INTO tenants (id, name, slug, time_zone, created_at) VALUES ($1, 'Acme', $2, 'UTC', now())",
        [id, id],
      );
      return systemContext(id, 'Ada');
    },
    employee: async (tenant) => {
      const agent = { ...EMPLOYEE, tenantId: tenant.tenantId, id: newId() };
      await app.get(Database).inTenant(tenant, ({ manager }) => manager.insert(Agent, agent));
      return agent;
    },
    asOwner: async <Row>(sql: string, values: unknown[] = []) => (await owner.query(sql, values)).rows as Row[],
    stop: async () => {
      await app.close();
      await owner.end();
      await testDatabase.drop();
    },
  };
}

const EMPLOYEE = {
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
  temperature: 0.3,
  maxReplyTokens: 600,
  budgetLimitNanoUsd: null,
  atLimit: 'alert_only',
  fallbackModel: null,
  outOfOfficeText: '',
  handoverContact: '',
  status: 'live',
  createdAt: HIRED,
  updatedAt: HIRED,
  activatedAt: HIRED,
  archivedAt: null,
} as const;
