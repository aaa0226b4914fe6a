import { Test, type TestingModule } from '@nestjs/testing';
import { AuditModule, auditEntities } from '@konstruct/audit';
import type { Role } from '@konstruct/contracts';
import { Database, PlatformModule, newId, systemContext, type TenantContext } from '@konstruct/platform';
import { createTestDatabase } from '@konstruct/platform/testing';
import { TenantsModule, tenantsEntities } from '../index';
import { MembershipStore } from '../src/members/membership.store';
import type { Person } from '../src/people/user.entity';
import { UserStore } from '../src/people/user.store';
import { TenantFounder } from '../src/tenant/tenant-founder';

/** The module on a database of its own, without HTTP. */
export interface TenantsApp {
  readonly module: TestingModule;
  readonly database: Database;
  stop(): Promise<void>;
}

/** Starts it. */
export async function startTenantsApp(): Promise<TenantsApp> {
  const testDatabase = await createTestDatabase();
  const environment = { NODE_ENV: 'test', KONSTRUCT_ROLES: 'api', LOG_LEVEL: 'silent', DATABASE_URL: testDatabase.url };
  const module = await Test.createTestingModule({
    imports: [PlatformModule.forRoot(environment, [...auditEntities, ...tenantsEntities]), AuditModule, TenantsModule],
  }).compile();
  await module.init();
  return {
    module,
    database: module.get(Database),
    stop: async () => {
      await module.close();
      await testDatabase.drop();
    },
  };
}

let count = 0;

/** A person who belongs nowhere yet. */
export async function addPerson({ module, database }: TenantsApp, name = 'Ada'): Promise<Person> {
  count += 1;
  const person: Person = { id: newId(), email: `${name.toLowerCase()}${count}@example.com`, name };
  const cause = { requestId: null, actor: { kind: 'system' as const, id: null, name: 'test' } };
  await database.outsideTenants(cause, (transaction) => module.get(UserStore).insert(transaction, person, new Date()));
  return person;
}

/** A business with its owner; returns the owner's context in it. */
export async function foundBusiness(app: TenantsApp, name = 'Analytical Engines'): Promise<TenantContext> {
  const owner = await addPerson(app);
  const founder = app.module.get(TenantFounder);
  const context = founder.contextFor({ userId: owner.id, name: owner.name, requestId: null });
  await app.database.inTenant(context, (transaction) =>
    founder.found(transaction, owner.id, { name, timeZone: 'UTC' }),
  );
  return context;
}

/** A further member; returns that member's context in the business. */
export async function addMember(app: TenantsApp, { tenantId }: TenantContext, role: Role): Promise<TenantContext> {
  const person = await addPerson(app, 'Grace');
  await app.database.inTenant(systemContext(tenantId, 'test'), (transaction) =>
    app.module.get(MembershipStore).insert(transaction, person.id, role, new Date()),
  );
  return { tenantId, role, requestId: null, actor: { kind: 'user', id: person.id, name: person.name } };
}

/** The person who acts in a context. */
export function personIn(context: TenantContext): string {
  const { id } = context.actor;
  if (id === null) throw new Error('nobody acts in this context');
  return id;
}
