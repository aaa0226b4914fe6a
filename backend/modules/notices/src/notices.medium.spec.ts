import type { Role } from '@konstruct/contracts';
import { newId, type TenantContext } from '@konstruct/platform';
import type { NewNotice } from '../index';
import { NoticesApp, type Reader } from '../testing/notices-app';

const BUDGET: NewNotice = {
  kind: 'budget.threshold',
  severity: 'warning',
  title: 'Mia has spent 80% of her budget',
  body: 'Of $20 this month.',
  link: 'payroll',
  dedupeKey: 'budget:mia:2026-11',
};

describe('notices', () => {
  let app: NoticesApp;
  let business: TenantContext;
  let ada: Reader;

  beforeAll(async () => {
    app = await NoticesApp.start();
  }, 60_000);

  beforeEach(async () => {
    business = await app.business();
    ada = reader('owner');
  });

  afterAll(() => app.stop());

  const reader = (role: Role): Reader => ({ tenantId: business.tenantId, userId: newId(), role });

  async function list(by = ada): Promise<Record<string, unknown>[]> {
    const { body } = await app.call(by, 'GET');
    return body['items'] as Record<string, unknown>[];
  }

  async function unread(by = ada): Promise<unknown> {
    return (await app.call(by, 'GET', '/unread')).body['total'];
  }

  it('are there once, however often and at once they are raised', async () => {
    await Promise.all(Array.from({ length: 8 }, () => app.raise(business, BUDGET)));
    await app.raise(business, BUDGET);
    expect(await list()).toEqual([
      expect.objectContaining({ title: BUDGET.title, severity: 'warning', is_read: false, resolved_at: null }),
    ]);
    expect(await app.trail(business)).toEqual([BUDGET.title]);
  });

  it('are read by each person alone, and change their words without ringing again', async () => {
    await app.raise(business, BUDGET);
    const grace = reader('viewer');
    const [notice] = await list();
    const path = `/${String(notice?.['id'])}/read`;
    expect(await app.call(ada, 'POST', path)).toMatchObject({ status: 200, body: { total: 0 } });
    expect(await unread(grace)).toBe(1);
    await app.raise(business, { ...BUDGET, title: 'Mia has spent 85% of her budget' });
    expect(await list()).toMatchObject([{ title: 'Mia has spent 85% of her budget', is_read: true }]);
  });

  it('ring again for everybody when they get worse, also for who put them away', async () => {
    await app.raise(business, BUDGET);
    const [notice] = await list();
    await app.call(ada, 'POST', `/${String(notice?.['id'])}/dismiss`);
    expect(await list()).toEqual([]);
    await app.raise(business, { ...BUDGET, severity: 'critical', title: 'Mia has spent her budget' });
    expect(await list()).toMatchObject([{ severity: 'critical', is_read: false }]);
    expect((await app.call(ada, 'GET', '/unread')).body).toEqual({ total: 1, info: 0, warning: 0, critical: 1 });
  });

  it('tell that they are resolved, once, and are raised anew after that', async () => {
    await app.raise(business, BUDGET);
    await app.call(ada, 'POST', '/read');
    await app.resolve(business, BUDGET.dedupeKey);
    await app.resolve(business, BUDGET.dedupeKey);
    expect(await list()).toMatchObject([{ is_read: false, resolved_at: expect.any(String) }]);
    await app.raise(business, BUDGET);
    expect(await list()).toMatchObject([{ resolved_at: null }, { resolved_at: expect.any(String) }]);
    expect(await app.trail(business)).toEqual([BUDGET.title, `Resolved: ${BUDGET.title}`, BUDGET.title]);
  });

  it('reach those whom they concern', async () => {
    await app.raise(business, { ...BUDGET, dedupeKey: 'invoice', audience: 'billing:manage' });
    const viewer = reader('viewer');
    expect([await unread(), await unread(viewer)]).toEqual([1, 0]);
    const [notice] = await list();
    const answer = await app.call(viewer, 'POST', `/${String(notice?.['id'])}/read`);
    expect([answer.status, answer.body['code']]).toEqual([404, 'notice_not_found']);
  });

  it('may be for one person alone: others neither see nor change them, and they are posted nowhere', async () => {
    const grace = reader('owner');
    await app.raise(business, { ...BUDGET, kind: 'user.something', dedupeKey: 'grace', userId: grace.userId });
    expect([await unread(), await unread(grace)]).toEqual([0, 1]);
    const [notice] = await list(grace);
    expect((await app.call(ada, 'POST', `/${String(notice?.['id'])}/dismiss`)).status).toBe(404);
    await app.call(ada, 'POST', '/read');
    expect(await unread(grace)).toBe(1);
    expect([await app.trail(business), await app.told(business)]).toEqual([[], 0]);
    await app.raise(business, BUDGET);
    expect([await app.trail(business), await app.told(business)]).toEqual([[BUDGET.title], 1]);
  });

  it("are nobody else's business", async () => {
    await app.raise(business, BUDGET);
    const [notice] = await list();
    const stranger: Reader = { ...ada, tenantId: (await app.business()).tenantId };
    expect(await list(stranger)).toEqual([]);
    for (const action of ['read', 'dismiss']) {
      expect((await app.call(stranger, 'POST', `/${String(notice?.['id'])}/${action}`)).status).toBe(404);
    }
  });

  it('come in pages, the latest news first', async () => {
    for (const number of [1, 2, 3])
      await app.raise(business, { ...BUDGET, title: `${number}`, dedupeKey: `${number}` });
    const first = await app.call(ada, 'GET', '?limit=2');
    expect(first.body['items']).toMatchObject([{ title: '3' }, { title: '2' }]);
    const rest = await app.call(ada, 'GET', `?limit=2&cursor=${String(first.body['next_cursor'])}`);
    expect(rest.body).toMatchObject({ items: [{ title: '1' }], next_cursor: null });
  });
});
