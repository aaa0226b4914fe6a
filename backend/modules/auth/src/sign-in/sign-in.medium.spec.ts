import { startAuthApp, type AuthApp } from '../../testing/auth-app';
import { PASSWORD, newcomer, signUp, type Person } from '../../testing/people';
import type { Answer, Browser } from '../../testing/browser';

const SIGN_IN = '/api/portal/auth/sign-in';
const MINUTE_MS = 60_000;

function signIn(browser: Browser, email: string, password = PASSWORD): Promise<Answer> {
  return browser.call('POST', SIGN_IN, { email, password });
}

describe('signing in', () => {
  let app: AuthApp;
  let ada: Person;

  beforeAll(async () => {
    app = await startAuthApp();
    ada = await signUp(app);
  });

  afterAll(() => app.stop());

  it('answers with the session, whatever the case of the address, and leaves a trail', async () => {
    const browser = app.browser();
    const { status, body } = await signIn(browser, ada.email.toUpperCase());
    expect(status).toBe(200);
    expect(body).toMatchObject({ user: { email: ada.email }, memberships: [{ tenant_id: ada.tenantId }] });
    expect(body.session_id).not.toBe(ada.sessionId);
    const trail = await browser.call(
      'GET',
      `/api/portal/tenants/${ada.tenantId}/audit-events?event_type=user.signed_in`,
    );
    expect(trail.body.items).toEqual([expect.objectContaining({ actor_kind: 'user', actor_name: 'Ada Lovelace' })]);
  });

  it('does not tell an unknown address from a wrong password', async () => {
    const wrong = await signIn(app.browser(), ada.email, 'wrong password wrong');
    const unknown = await signIn(app.browser(), 'nobody@example.com');
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect({ ...wrong.body, request_id: '' }).toEqual({ ...unknown.body, request_id: '' });
    expect(wrong.body.code).toBe('invalid_credentials');
    expect(wrong.headers['content-type']).toContain('application/problem+json');
  });

  it.each([
    ['no password', { email: 'ada@example.com' }, '/password'],
    ['an object for the address', { email: { $ne: null }, password: PASSWORD }, '/email'],
    ['a password of 10 kB', { email: 'ada@example.com', password: 'x'.repeat(10_000) }, '/password'],
  ])('names the wrong field: %s', async (_, request, pointer) => {
    const { status, body } = await app.browser().call('POST', SIGN_IN, request);
    expect(status).toBe(422);
    expect(body.errors[0].pointer).toBe(pointer);
  });

  it('opens no session for credentials with fields that do not exist', async () => {
    const browser = app.browser();
    const { status } = await browser.call('POST', SIGN_IN, { email: ada.email, password: PASSWORD, role: 'owner' });
    expect(status).toBe(422);
    expect(browser.cookies.has('konstruct_session')).toBe(false);
  });

  it('takes no request from the page of another site', async () => {
    const request = { email: ada.email, password: PASSWORD };
    const { status, body } = await app.browser().call('POST', SIGN_IN, request, { 'sec-fetch-site': 'cross-site' });
    expect([status, body.code]).toEqual([403, 'cross_site_request']);
  });

  it('gives a new session each time, so that a planted cookie is worthless', async () => {
    const attacker = await signUp(app, 'Mallory');
    const victim = app.browser();
    const planted = attacker.browser.cookies.get('konstruct_session') ?? '';
    victim.cookies.set('konstruct_session', planted);
    await signIn(victim, ada.email);
    expect(victim.cookies.get('konstruct_session')).not.toBe(planted);
    expect((await attacker.browser.call('GET', '/api/portal/auth/session')).status).toBe(401);
  });

  it('signs out: the session is gone and the cookies are cleared', async () => {
    const browser = app.browser();
    await signIn(browser, ada.email);
    const copy = new Map(browser.cookies);
    expect((await browser.call('POST', '/api/portal/auth/sign-out')).status).toBe(204);
    expect(browser.cookies.has('konstruct_session')).toBe(false);
    for (const [name, value] of copy) browser.cookies.set(name, value);
    expect((await browser.call('GET', '/api/portal/auth/session')).status).toBe(401);
  });
});

describe('guessing a password', () => {
  let app: AuthApp;

  beforeEach(async () => {
    app = await startAuthApp({ SIGN_IN_FAILURES_PER_ACCOUNT: '3', SIGN_IN_FAILURES_PER_ADDRESS: '6' });
  });

  afterEach(() => app.stop());

  async function fail(email: string, times: number, browser = app.browser()): Promise<number[]> {
    const statuses: number[] = [];
    for (let attempt = 0; attempt < times; attempt += 1) {
      statuses.push((await signIn(browser, email, 'wrong password wrong')).status);
    }
    return statuses;
  }

  it('ends after a number of failures of one account, with Retry-After, until the window has passed', async () => {
    const { email } = await signUp(app);
    expect(await fail(email, 3)).toEqual([401, 401, 401]);
    const refused = await signIn(app.browser('198.51.100.1'), email);
    expect([refused.status, refused.body.code]).toEqual([429, 'too_many_attempts']);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(14 * 60);
    app.clock.advance(15 * MINUTE_MS);
    expect((await signIn(app.browser(), email)).status).toBe(200);
  });

  it('is counted for addresses that have no account as well', async () => {
    expect(await fail('nobody@example.com', 4)).toEqual([401, 401, 401, 429]);
  });

  it('cannot be sped up by guessing in parallel', async () => {
    const { email } = await signUp(app);
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        signIn(app.browser(`198.51.100.${index}`), email, 'wrong password wrong'),
      ),
    );
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(3);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(9);
  });

  it('starts anew after a right password', async () => {
    const { email } = await signUp(app);
    expect(await fail(email, 2)).toEqual([401, 401]);
    expect((await signIn(app.browser(), email)).status).toBe(200);
    expect(await fail(email, 3)).toEqual([401, 401, 401]);
  });

  it('never locks out the owner, who signed in from their browser before', async () => {
    const { email, browser } = await signUp(app);
    await browser.call('POST', '/api/portal/auth/sign-out');
    expect(await fail(email, 4)).toEqual([401, 401, 401, 429]);
    expect((await signIn(browser, email)).status).toBe(200);
  });

  it('is limited in a browser that is known, too, and its cookie helps with no other account', async () => {
    const { email, browser } = await signUp(app);
    const other = await signUp(app, 'Grace Hopper', '198.51.100.9');
    expect(await fail(email, 4, browser)).toEqual([401, 401, 401, 429]);
    await fail(other.email, 3, app.browser('198.51.100.10'));
    const stranger = app.browser('198.51.100.11');
    stranger.cookies.set('konstruct_device', browser.cookies.get('konstruct_device') ?? '');
    expect((await signIn(stranger, other.email)).status).toBe(429);
  });

  it('ends after a number of failures of one network address, over all accounts', async () => {
    expect(await fail('one@example.com', 3)).toEqual([401, 401, 401]);
    expect(await fail('two@example.com', 3)).toEqual([401, 401, 401]);
    expect(await fail('three@example.com', 1)).toEqual([429]);
    const elsewhere = await app.browser('198.51.100.1').call('POST', SIGN_IN, { ...pick(newcomer()) });
    expect(elsewhere.status).toBe(401);
  });

  it('does not use up the office address while one account of it is refused', async () => {
    await fail('one@example.com', 8);
    expect(await fail('two@example.com', 3)).toEqual([401, 401, 401]);
  });

  it('keeps no address or e-mail in the clear', async () => {
    await fail('one@example.com', 1);
    const rows = await app.asOwner<{ subject: Buffer }>('SELECT subject FROM attempt_counters');
    expect(rows.every(({ subject }) => subject.length === 32)).toBe(true);
  });

  it('leaves nothing behind once its window has passed', async () => {
    await fail('one@example.com', 1);
    app.clock.advance(61 * MINUTE_MS);
    await fail('two@example.com', 1, app.browser('198.51.100.1'));
    const rows = await app.asOwner('SELECT kind FROM attempt_counters');
    expect(rows).toHaveLength(2);
  });
});

function pick({ email, password }: Record<string, string>): Record<string, string | undefined> {
  return { email, password };
}
