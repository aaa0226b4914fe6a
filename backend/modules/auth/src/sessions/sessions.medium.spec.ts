import { startAuthApp, type AuthApp } from '../../testing/auth-app';
import { PASSWORD, signUp, type Person } from '../../testing/people';

const DAY_MS = 24 * 60 * 60 * 1_000;

describe('sessions', () => {
  let app: AuthApp;
  let ada: Person;

  beforeAll(async () => {
    app = await startAuthApp();
  });

  beforeEach(async () => {
    ada = await signUp(app);
  });

  afterAll(() => app.stop());

  const isLive = async (person: Person): Promise<boolean> =>
    (await person.browser.call('GET', '/api/portal/auth/session')).status === 200;

  it('are listed newest first, with the current one marked, page by page', async () => {
    const second = app.browser('2001:db8::1');
    await second.call(
      'POST',
      '/api/portal/auth/sign-in',
      { email: ada.email, password: PASSWORD },
      { 'user-agent': 'Second' },
    );
    await signUp(app, 'Grace Hopper');
    const list = await ada.browser.call('GET', '/api/portal/auth/sessions');
    expect(list.body.items).toEqual([
      expect.objectContaining({ user_agent: 'Second', ip_address: '2001:db8::1', is_current: false }),
      expect.objectContaining({ id: ada.sessionId, ip_address: '203.0.113.7', is_current: true }),
    ]);
    const first = await ada.browser.call('GET', '/api/portal/auth/sessions?limit=1');
    const next = await ada.browser.call('GET', `/api/portal/auth/sessions?limit=1&cursor=${first.body.next_cursor}`);
    expect([...first.body.items, ...next.body.items]).toEqual(list.body.items);
    expect(next.body.next_cursor).toBeNull();
  });

  it('stop working the moment they are revoked, by their person alone', async () => {
    const grace = await signUp(app, 'Grace Hopper');
    const url = `/api/portal/auth/sessions/${ada.sessionId}`;
    expect((await grace.browser.call('DELETE', url)).status).toBe(404);
    expect((await ada.browser.call('DELETE', '/api/portal/auth/sessions/not-an-id')).status).toBe(404);
    expect(await isLive(ada)).toBe(true);
    expect((await ada.browser.call('DELETE', url)).status).toBe(204);
    expect(await isLive(ada)).toBe(false);
  });

  it('end after 14 days without use', async () => {
    app.clock.advance(13 * DAY_MS);
    expect(await isLive(ada)).toBe(true);
    app.clock.advance(13 * DAY_MS);
    expect(await isLive(ada)).toBe(true);
    app.clock.advance(14 * DAY_MS);
    expect(await isLive(ada)).toBe(false);
  });

  it('end after 90 days in any case', async () => {
    for (let day = 0; day < 84; day += 12) {
      app.clock.advance(12 * DAY_MS);
      expect(await isLive(ada)).toBe(true);
    }
    app.clock.advance(6 * DAY_MS);
    expect(await isLive(ada)).toBe(false);
  });

  it('note their use once a minute at most', async () => {
    const lastSeen = async (): Promise<string> => {
      const [row] = await app.asOwner<{ seen: string }>(
        'SELECT last_seen_at::text AS seen FROM sessions WHERE id = $1',
        [ada.sessionId],
      );
      return row?.seen ?? '';
    };
    const start = await lastSeen();
    await isLive(ada);
    expect(await lastSeen()).toBe(start);
    app.clock.advance(60_000);
    await isLive(ada);
    expect(await lastSeen()).not.toBe(start);
  });

  it('are deleted some time after they ended', async () => {
    app.clock.advance(15 * DAY_MS);
    await signUp(app, 'Grace Hopper');
    expect(await app.asOwner('SELECT id FROM sessions WHERE id = $1', [ada.sessionId])).toEqual([]);
  });

  it('refuse a forged cursor', async () => {
    const cursor = Buffer.from(JSON.stringify(["1' OR '1'='1"])).toString('base64url');
    const { status, body } = await ada.browser.call('GET', `/api/portal/auth/sessions?cursor=${cursor}`);
    expect([status, body.code]).toEqual([400, 'invalid_cursor']);
  });
});
