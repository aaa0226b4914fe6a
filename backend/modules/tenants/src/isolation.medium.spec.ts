import { systemContext, type TenantContext } from '@konstruct/platform';
import { addMember, foundBusiness, personIn, startTenantsApp, type TenantsApp } from '../testing/tenants-app';
import { MembershipStore } from './members/membership.store';
import { TenantDirectory } from './tenant/tenant-directory';

describe('what Postgres shows of businesses and people', () => {
  let app: TenantsApp;
  let ours: TenantContext;
  let theirs: TenantContext;

  beforeAll(async () => {
    app = await startTenantsApp();
    ours = await foundBusiness(app, 'Ours');
    theirs = await foundBusiness(app, 'Theirs');
  });

  afterAll(() => app.stop());

  const idsIn = (context: TenantContext, table: string, column: string): Promise<string[]> =>
    app.database.inTenant(context, async ({ manager }) => {
      const rows: { id: string }[] = await manager.query(`SELECT DISTINCT ${column} AS id FROM ${table}`);
      return rows.map(({ id }) => id);
    });

  it.each([
    ['tenants', 'id'],
    ['memberships', 'tenant_id'],
  ])('is one tenant alone in its transaction: %s', async (table, column) => {
    expect(await idsIn(systemContext(ours.tenantId, 'test'), table, column)).toEqual([ours.tenantId]);
    expect(await idsIn(ours, table, column)).toEqual([ours.tenantId]);
  });

  it('is nothing outside a transaction of a tenant or person', async () => {
    const seen = await app.database.outsideTenants(ours, ({ manager }) =>
      manager.query('SELECT (SELECT count(*) FROM tenants) + (SELECT count(*) FROM memberships) AS rows'),
    );
    expect(seen).toEqual([{ rows: '0' }]);
  });

  it("is a person's own businesses in the person's transaction, and nothing of their colleagues", async () => {
    await addMember(app, ours, 'viewer');
    const userId = personIn(ours);
    const listed = await app.database.asUser(ours, userId, (transaction) =>
      app.module.get(MembershipStore).listOfPerson(transaction, userId),
    );
    expect(listed.map(({ tenantId }) => tenantId)).toEqual([ours.tenantId]);
    const people = await app.database.asUser(ours, userId, ({ manager }) =>
      manager.query('SELECT DISTINCT user_id AS id FROM memberships'),
    );
    expect(people).toEqual([{ id: userId }]);
  });

  it.each([
    [
      "give oneself a role in another's business",
      'INSERT INTO memberships (tenant_id, user_id, role, joined_at) VALUES ($1, $2, $$owner$$, now())',
    ],
    [
      'change what is seen as a person only',
      'UPDATE tenants SET name = $$x$$ WHERE id = $1 OR id::text = $2 RETURNING id',
    ],
    [
      'promote oneself as a person',
      'UPDATE memberships SET role = $$owner$$ WHERE tenant_id = $1 OR user_id = $2 RETURNING role',
    ],
  ])('cannot be used to %s', async (_, sql) => {
    const userId = personIn(ours);
    const attempt = app.database.asUser(ours, userId, ({ manager }) => manager.query(sql, [theirs.tenantId, userId]));
    const outcome = await attempt.then(
      (rows: unknown) => JSON.stringify(rows),
      (error: unknown) => (error as { code?: string }).code,
    );
    expect(['42501', '[[],0]']).toContain(outcome);
  });

  it('is missing for a directory that looks under a tenant that does not exist', async () => {
    const nowhere = systemContext('0198d8a0-0000-7000-8000-00000000dead', 'test');
    await expect(
      app.database.inTenant(nowhere, (transaction) => app.module.get(TenantDirectory).find(transaction)),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  it('records the end of onboarding once', async () => {
    const directory = app.module.get(TenantDirectory);
    const at = new Date('2026-11-21T09:41:00.000Z');
    const mark = (time: Date): Promise<boolean> =>
      app.database.inTenant(ours, (transaction) => directory.markOnboardingCompleted(transaction, time));
    expect([await mark(at), await mark(new Date())]).toEqual([true, false]);
    const tenant = await app.database.inTenant(ours, (transaction) => directory.find(transaction));
    expect(tenant).toMatchObject({ name: 'Ours', timeZone: 'UTC', onboardingCompletedAt: at });
  });
});
