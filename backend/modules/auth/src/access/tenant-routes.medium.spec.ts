import { startAuthApp, type AuthApp } from '../../testing/auth-app';
import { join, newcomer, signUp, type Person } from '../../testing/people';

describe('the routes of a business', () => {
  let app: AuthApp;
  let ada: Person;

  beforeAll(async () => {
    app = await startAuthApp();
  });

  beforeEach(async () => {
    ada = await signUp(app);
  });

  afterAll(() => app.stop());

  const base = (): string => `/api/portal/tenants/${ada.tenantId}`;

  it('create a further business, which its founder owns', async () => {
    const request = { name: '  Second Business ', time_zone: 'Asia/Tokyo' };
    const { status, body } = await ada.browser.call('POST', '/api/portal/tenants', request);
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.any(String),
      name: 'Second Business',
      slug: expect.stringMatching(/^second-business/),
      time_zone: 'Asia/Tokyo',
      currency_display: 'symbol',
      created_at: expect.stringMatching(/Z$/),
      onboarding_completed_at: null,
    });
    const session = await ada.browser.call('GET', '/api/portal/auth/session');
    expect(session.body.memberships.map(({ role }: { role: string }) => role)).toEqual(['owner', 'owner']);
    expect((await ada.browser.call('GET', `/api/portal/tenants/${body.id}`)).body).toEqual(body);
  });

  it('create one business for an idempotency key', async () => {
    const create = (): Promise<{ status: number; body: { id: string } }> =>
      ada.browser.call(
        'POST',
        '/api/portal/tenants',
        { name: 'Once', time_zone: 'UTC' },
        { 'idempotency-key': 'once-1' },
      );
    expect((await create()).body.id).toBe((await create()).body.id);
  });

  it('create so many further businesses a day and no more, however fast they come, and say when to try again', async () => {
    const create = (person: Person): Promise<{ status: number; headers: Record<string, unknown>; body: object }> =>
      person.browser.call('POST', '/api/portal/tenants', { name: 'One more', time_zone: 'UTC' });
    const answers = await Promise.all(Array.from({ length: 12 }, () => create(ada)));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array<number>(10).fill(201), 429, 429]);
    const refused = await create(ada);
    expect(refused.body).toMatchObject({ code: 'too_many_businesses', title: 'Too many new businesses' });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(23 * 60 * 60);
    expect((await create(await signUp(app))).status).toBe(201);
  });

  it('change the settings that are given, and say so in the trail', async () => {
    const { body: before } = await ada.browser.call('GET', base());
    const changed = await ada.browser.call('PATCH', base(), { time_zone: 'Europe/Kyiv', currency_display: 'code' });
    expect(changed.body).toEqual({ ...before, time_zone: 'Europe/Kyiv', currency_display: 'code' });
    await ada.browser.call('PATCH', base(), { time_zone: 'Europe/Kyiv' });
    const trail = await ada.browser.call('GET', `${base()}/audit-events?event_type=tenant.updated`);
    expect(trail.body.items.map(({ changes }: { changes: object }) => changes)).toEqual([
      {
        time_zone: { before: 'Europe/London', after: 'Europe/Kyiv' },
        currency_display: { before: 'symbol', after: 'code' },
      },
    ]);
  });

  it.each([
    [{ name: null }, '/name'],
    [{ name: '' }, '/name'],
    [{ time_zone: 'GMT+2' }, '/time_zone'],
    [{ currency_display: 'EUR' }, '/currency_display'],
    [{ slug: 'taken' }, '/slug'],
  ])('refuse to change the settings to %j', async (request, pointer) => {
    const { status, body } = await ada.browser.call('PATCH', base(), request);
    expect(status).toBe(422);
    expect(body.errors[0].pointer).toBe(pointer);
  });

  it('let operators and viewers read, and no more', async () => {
    for (const role of ['operator', 'viewer']) {
      const { browser, userId } = await join(app, ada, role);
      const reads = ['', '/members', '/invitations'].map((path) => browser.call('GET', base() + path));
      expect((await Promise.all(reads)).map(({ status }) => status)).toEqual([200, 200, 200]);
      const writes = await Promise.all([
        browser.call('PATCH', base(), { name: 'Mine' }),
        browser.call('PATCH', `${base()}/members/${userId}`, { role: 'owner' }),
        browser.call('DELETE', `${base()}/members/${ada.userId}`),
        browser.call('POST', `${base()}/invitations`, { email: newcomer().email, role: 'viewer' }),
        browser.call('GET', `${base()}/audit-events`),
      ]);
      expect(writes.map(({ status }) => status)).toEqual(Array(5).fill(403));
    }
  });

  it('let admins manage everybody but owners', async () => {
    const admin = await join(app, ada, 'admin');
    const invited = await admin.browser.call('POST', `${base()}/invitations`, {
      email: newcomer().email,
      role: 'owner',
    });
    expect([invited.status, invited.body.code]).toEqual([403, 'owner_required']);
    const removed = await admin.browser.call('DELETE', `${base()}/members/${ada.userId}`);
    expect([removed.status, removed.body.code]).toEqual([403, 'owner_required']);
    const promoted = await admin.browser.call('PATCH', `${base()}/members/${admin.userId}`, { role: 'owner' });
    expect([promoted.status, promoted.body.code]).toEqual([403, 'owner_required']);
  });

  it('keep the last owner', async () => {
    const removed = await ada.browser.call('DELETE', `${base()}/members/${ada.userId}`);
    expect([removed.status, removed.body.code]).toEqual([409, 'last_owner']);
  });

  it('refuse to invite a member, and a role that does not exist', async () => {
    const again = await ada.browser.call('POST', `${base()}/invitations`, { email: ada.email, role: 'viewer' });
    expect([again.status, again.body.code]).toEqual([409, 'already_member']);
    const wrong = await ada.browser.call('POST', `${base()}/invitations`, { email: 'x@example.com', role: 'god' });
    expect(wrong.body.errors[0].pointer).toBe('/role');
  });

  it("answer 404 for another business and for another business's ids under one's own", async () => {
    const mallory = await signUp(app, 'Mallory');
    const theirs = `/api/portal/tenants/${mallory.tenantId}`;
    const invitation = await ada.browser.call('POST', `${base()}/invitations`, {
      email: newcomer().email,
      role: 'viewer',
    });
    const answers = await Promise.all([
      mallory.browser.call('GET', base()),
      mallory.browser.call('PATCH', base(), { name: 'Mine' }),
      mallory.browser.call('GET', `${base()}/members`),
      mallory.browser.call('DELETE', `${base()}/members/${ada.userId}`),
      mallory.browser.call('DELETE', `${theirs}/members/${ada.userId}`),
      mallory.browser.call('PATCH', `${theirs}/members/${ada.userId}`, { role: 'viewer' }),
      mallory.browser.call('DELETE', `${theirs}/invitations/${invitation.body.id}`),
      mallory.browser.call('DELETE', `${theirs}/invitations/not-an-id`),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(404));
  });
});
