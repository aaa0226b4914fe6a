import { randomBytes } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { Client } from 'pg';
import { agentsEntities } from '@konstruct/agents';
import { AuditModule, auditEntities } from '@konstruct/audit';
import { billingEntities } from '@konstruct/billing';
import { CryptoModule } from '@konstruct/crypto';
import { noticesEntities } from '@konstruct/notices';
import { Database, newId, PlatformModule, systemContext, type TenantContext } from '@konstruct/platform';
import { createTestDatabase } from '@konstruct/platform/testing';
import { TenantsModule, tenantsEntities } from '@konstruct/tenants';
import { modelKeysEntities, ModelKeysModule } from '../index';
import { KeyVault } from '../src/key-vault';
import { ModelKey } from '../src/model-key.entity';

const ENTITIES = [
  ...auditEntities,
  ...tenantsEntities,
  ...agentsEntities,
  ...billingEntities,
  ...noticesEntities,
  ...modelKeysEntities,
];
/** Where nothing answers. */
const NOWHERE = 'http://127.0.0.1:9/v1';

/** Model keys on a database of their own, without HTTP. */
export interface KeysContext {
  readonly app: INestApplicationContext;
  readonly database: Database;
  /** Another program on the same database, with other settings. */
  program(environment: NodeJS.ProcessEnv): Promise<INestApplicationContext>;
  tenant(): Promise<TenantContext>;
  /** A key of the business for OpenAI that was accepted. */
  key(tenant: TenantContext, changes?: Partial<ModelKey>): Promise<ModelKey>;
  /** Hires somebody who works with a model of OpenAI. */
  employee(tenant: TenantContext, name: string, model: string): Promise<void>;
  /** Runs SQL as the owner of the schema, past row-level security. */
  asOwner<Row>(sql: string, values?: unknown[]): Promise<Row[]>;
  stop(): Promise<void>;
}

/** Starts it. */
export async function startKeysContext(): Promise<KeysContext> {
  const testDatabase = await createTestDatabase();
  const owner = new Client({ connectionString: testDatabase.ownerUrl });
  await owner.connect();
  const programs: INestApplicationContext[] = [];
  const encryptionKey = `${randomBytes(32).toString('base64url')}=`;
  const program = async (environment: NodeJS.ProcessEnv): Promise<INestApplicationContext> => {
    const base = { DATABASE_URL: testDatabase.url, PLATFORM_ENCRYPTION_KEY: encryptionKey, OPENAI_BASE_URL: NOWHERE };
    const started = await startProgram({ ...base, ...environment });
    programs.push(started);
    return started;
  };
  const app = await program({});
  const asOwner = async <Row>(sql: string, values: unknown[] = []): Promise<Row[]> =>
    (await owner.query(sql, values)).rows as Row[];
  return {
    app,
    database: app.get(Database),
    program,
    asOwner,
    tenant: async () => {
      const id = newId();
      await asOwner('INSERT INTO tenants (id, name, slug, time_zone, created_at) VALUES ($1, $2, $2, $3, now())', [
        id,
        id,
        'UTC',
      ]);
      return systemContext(id, 'Ada');
    },
    key: (tenant, changes = {}) => storeKey(app, tenant, changes),
    employee: async ({ tenantId }, name, model) => {
      await asOwner(
        `INSERT INTO agents (tenant_id, id, name, role_title, avatar_color, avatar_emoji, persona, instructions, greeting, language, provider, model,
           temperature, max_reply_tokens, at_limit, out_of_office_text, handover_contact, status, created_at, updated_at)
         VALUES ($1, $2, $3, 'Support', '#000000', '🎧', '', '', '', 'en', 'openai', $4, 0.3, 400, 'alert_only', '', '', 'draft', now(), now())`,
        [tenantId, newId(), name, model],
      );
    },
    stop: async () => {
      await Promise.all(programs.map((started) => started.close()));
      await owner.end();
      await testDatabase.drop();
    },
  };
}

async function startProgram(environment: NodeJS.ProcessEnv): Promise<INestApplicationContext> {
  const settings = { NODE_ENV: 'test', KONSTRUCT_ROLES: 'api', LOG_LEVEL: 'silent', ...environment };
  const module = await Test.createTestingModule({
    imports: [PlatformModule.forRoot(settings, ENTITIES), AuditModule, CryptoModule, TenantsModule, ModelKeysModule],
  }).compile();
  return module.init();
}

async function storeKey(
  app: INestApplicationContext,
  tenant: TenantContext,
  changes: Partial<ModelKey>,
): Promise<ModelKey> {
  const id = newId();
  const now = new Date();
  const key: ModelKey = {
    tenantId: tenant.tenantId,
    id,
    provider: 'openai',
    label: 'Marketing',
    keyHint: 'cdef',
    baseUrl: null,
    ...(await app.get(KeyVault).seal(tenant.tenantId, id, 'sk-demo-0123456789abcdef')),
    createdAt: now,
    createdBy: null,
    createdByName: 'Ada',
    replacedAt: null,
    lastUsedAt: null,
    checkedAt: now,
    checkVerdict: 'ok',
    checkCode: null,
    checkModel: null,
    failingSince: null,
    failureCode: null,
    failureModel: null,
    deletedAt: null,
    ...changes,
  };
  await app.get(Database).inTenant(tenant, ({ manager }) => manager.insert(ModelKey, key));
  return key;
}
