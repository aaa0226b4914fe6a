import type { INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { AuditModule, auditEntities } from '@konstruct/audit';
import { Database, newId, PlatformModule, systemContext, type TenantContext } from '@konstruct/platform';
import { createTestDatabase } from '@konstruct/platform/testing';
import { tenantsEntities } from '@konstruct/tenants';
import { Client } from 'pg';
import { AgentsModule, agentsEntities } from '../index';

/** The agents module on a database of its own, without HTTP. */
export interface AgentsContext {
  readonly app: INestApplicationContext;
  readonly database: Database;
  /** A new business, and the product itself as who acts in it. */
  tenant(timeZone?: string): Promise<TenantContext>;
  /** Runs SQL as the owner of the schema, past row-level security. */
  asOwner<Row>(sql: string, values?: unknown[]): Promise<Row[]>;
  stop(): Promise<void>;
}

/** Starts it. */
export async function startAgentsContext(): Promise<AgentsContext> {
  const testDatabase = await createTestDatabase();
  const owner = new Client({ connectionString: testDatabase.ownerUrl });
  await owner.connect();
  const environment = { NODE_ENV: 'test', KONSTRUCT_ROLES: 'api', LOG_LEVEL: 'silent', DATABASE_URL: testDatabase.url };
  const entities = [...auditEntities, ...tenantsEntities, ...agentsEntities];
  const app = await Test.createTestingModule({
    imports: [PlatformModule.forRoot(environment, entities), AuditModule, AgentsModule],
  }).compile();
  await app.init();
  return {
    app,
    database: app.get(Database),
    tenant: async (timeZone = 'UTC') => {
      const id = newId();
      await owner.query('INSERT INTO tenants (id, name, slug, time_zone, created_at) VALUES ($1, $2, $3, $4, now())', [
        id,
        'Analytical Engines Ltd',
        id,
        timeZone,
      ]);
      return systemContext(id, 'Ada');
    },
    asOwner: async <Row>(sql: string, values: unknown[] = []) => (await owner.query(sql, values)).rows as Row[],
    stop: async () => {
      await app.close();
      await owner.end();
      await testDatabase.drop();
    },
  };
}
