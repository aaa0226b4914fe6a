import { RequestError, type TenantContext } from '@konstruct/platform';
import { addMember, foundBusiness, personIn, startTenantsApp, type TenantsApp } from '../../testing/tenants-app';
import { TenantError } from '../tenants.errors';
import { Team } from './team';

describe('the team of a business', () => {
  let app: TenantsApp;
  let team: Team;
  let owner: TenantContext;

  beforeAll(async () => {
    app = await startTenantsApp();
    team = app.module.get(Team);
  });

  beforeEach(async () => {
    owner = await foundBusiness(app);
  });

  afterAll(() => app.stop());

  const codeOf = (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => 'done',
      (error: unknown) => (error instanceof TenantError || error instanceof RequestError ? error.code : 'unexpected'),
    );

  const roles = async (): Promise<string[]> => (await team.list(owner, {})).map(({ role }) => role).sort();

  it('is listed in the order of joining, page by page', async () => {
    const members = [owner, await addMember(app, owner, 'admin'), await addMember(app, owner, 'viewer')];
    const first = await team.list(owner, { limit: 1 });
    expect(first.map(({ userId }) => userId)).toEqual(members.slice(0, 2).map(personIn));
    const keys = [first[0]?.joinedAt.toISOString(), first[0]?.userId];
    const cursor = Buffer.from(JSON.stringify(keys)).toString('base64url');
    expect((await team.list(owner, { cursor })).map(({ userId }) => userId)).toEqual(members.slice(1).map(personIn));
  });

  it.each([
    ['of another list', ['x']],
    ['with no time', ['now', '0198d8a0-0000-7000-8000-000000000001']],
    ['with no id', ['2026-11-21T09:30:00.000Z', 'x']],
  ])('refuses a cursor %s', async (_, keys) => {
    const cursor = Buffer.from(JSON.stringify(keys)).toString('base64url');
    await expect(Promise.resolve().then(() => team.list(owner, { cursor }))).rejects.toMatchObject({
      code: 'invalid_cursor',
    });
  });

  it('hands ownership over', async () => {
    const successor = await addMember(app, owner, 'operator');
    await team.changeRole(owner, personIn(successor), 'owner');
    await team.changeRole(owner, personIn(owner), 'viewer');
    expect(await roles()).toEqual(['owner', 'viewer']);
    expect(await codeOf(team.changeRole(owner, personIn(successor), 'viewer'))).toBe('forbidden');
  });

  it('keeps its last owner', async () => {
    await addMember(app, owner, 'admin');
    expect(await codeOf(team.changeRole(owner, personIn(owner), 'admin'))).toBe('last_owner');
    expect(await codeOf(team.remove(owner, personIn(owner)))).toBe('last_owner');
  });

  it('keeps one owner when two demote each other at the same time', async () => {
    for (let round = 0; round < 5; round += 1) {
      owner = await foundBusiness(app);
      const other = await addMember(app, owner, 'owner');
      const outcomes = await Promise.all([
        codeOf(team.changeRole(owner, personIn(other), 'viewer')),
        codeOf(team.changeRole(other, personIn(owner), 'viewer')),
      ]);
      expect(outcomes.sort()).toEqual(['done', 'forbidden']);
      expect(await roles()).toEqual(['owner', 'viewer']);
    }
  });

  it('keeps one owner when two leave at the same time', async () => {
    const other = await addMember(app, owner, 'owner');
    const outcomes = await Promise.all([
      codeOf(team.remove(owner, personIn(owner))),
      codeOf(team.remove(other, personIn(other))),
    ]);
    expect(outcomes.sort()).toEqual(['done', 'last_owner']);
  });

  it('does not let an admin change owners or make one', async () => {
    const admin = await addMember(app, owner, 'admin');
    await addMember(app, owner, 'owner');
    expect(await codeOf(team.remove(admin, personIn(owner)))).toBe('owner_required');
    expect(await codeOf(team.changeRole(admin, personIn(owner), 'viewer'))).toBe('owner_required');
    expect(await codeOf(team.changeRole(admin, personIn(admin), 'owner'))).toBe('owner_required');
  });

  it('goes by the role of now, not by the one the request began with', async () => {
    const admin = await addMember(app, owner, 'admin');
    const viewer = await addMember(app, owner, 'viewer');
    await team.changeRole(owner, personIn(admin), 'viewer');
    expect(await codeOf(team.remove(admin, personIn(viewer)))).toBe('forbidden');
    await team.remove(owner, personIn(admin));
    expect(await codeOf(team.remove(admin, personIn(viewer)))).toBe('not_found');
  });

  it("does not find another business's members", async () => {
    const stranger = await foundBusiness(app, 'Somebody else');
    expect(await codeOf(team.remove(owner, personIn(stranger)))).toBe('not_found');
    expect(await codeOf(team.changeRole(owner, personIn(stranger), 'viewer'))).toBe('not_found');
  });
});
