import { startAuthApp, type AuthApp } from '../../testing/auth-app';
import { secure, signInWith, type SecuredPerson } from '../../testing/authenticator';
import type { Answer } from '../../testing/browser';
import { PASSWORD, join, newcomer, signUp, tokenOf } from '../../testing/people';

const SIGN_IN = '/api/portal/auth/sign-in';
const SECOND_STEP = '/api/portal/auth/sign-in/second-step';
const SESSION = '/api/portal/auth/session';
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

describe('the second step of signing in', () => {
  let app: AuthApp;
  let ada: SecuredPerson;

  beforeAll(async () => {
    app = await startAuthApp();
  });

  beforeEach(async () => {
    ada = await secure(app, await signUp(app));
  });

  afterAll(() => app.stop());

  const firstStep = (browser = app.browser()): Promise<Answer> =>
    browser.call('POST', SIGN_IN, { email: ada.email, password: PASSWORD });
  const challenge = async (): Promise<string> => (await firstStep()).body.challenge;
  const secondStep = (token: string, code: string, browser = app.browser()): Promise<Answer> =>
    browser.call('POST', SECOND_STEP, { challenge: token, code });

  it('follows the right password, which opens no session and sets no cookie', async () => {
    const browser = app.browser();
    const { status, body } = await firstStep(browser);
    expect([status, Object.keys(body).sort()]).toEqual([202, ['challenge', 'expires_at']]);
    expect(browser.cookies.size).toBe(0);
    const asToken = await browser.call('GET', SESSION, undefined, { authorization: `Bearer ${body.challenge}` });
    browser.cookies.set('konstruct_session', body.challenge);
    expect([asToken.status, (await browser.call('GET', SESSION)).status]).toEqual([401, 401]);
    const signedIn = await secondStep(body.challenge, ada.phone.next(), browser);
    expect([signedIn.status, signedIn.body.user.email]).toEqual([200, ada.email]);
    expect((await browser.call('GET', SESSION)).status).toBe(200);
  });

  it('takes the code before and the one after, and none beyond', async () => {
    app.clock.advance(10 * MINUTE_MS);
    const token = await challenge();
    for (const drift of [-2, 2]) expect((await secondStep(token, ada.phone.code(drift))).status).toBe(401);
    for (const drift of [-1, 0, 1]) expect((await secondStep(token, ada.phone.code(drift))).status).toBe(200);
  });

  it('takes each code once, also when it comes twice at once, and none that is older', async () => {
    app.clock.advance(10 * MINUTE_MS);
    const token = await challenge();
    const code = ada.phone.code();
    const answers = await Promise.all([1, 2, 3].map(() => secondStep(token, code)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
    expect(answers.find(({ status }) => status === 401)?.body.code).toBe('second_factor_refused');
    expect((await secondStep(token, ada.phone.code(-1))).status).toBe(401);
    expect((await secondStep(token, ada.phone.next())).status).toBe(200);
  });

  it('does not take the code that confirmed the set-up', async () => {
    const grace = await secure(app, await signUp(app, 'Grace Hopper'));
    expect((await signInWith(app.browser(), grace.email, grace.phone.code())).status).toBe(401);
  });

  it('takes a recovery code once, however it is typed', async () => {
    const [code = '', other = ''] = ada.recoveryCodes;
    const token = await challenge();
    const typed = code.toUpperCase().replaceAll('-', ' ');
    const answers = await Promise.all([secondStep(token, typed), secondStep(token, code)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
    expect((await secondStep(token, other)).status).toBe(200);
  });

  it("does not take another person's code", async () => {
    const grace = await secure(app, await signUp(app, 'Grace Hopper'));
    const token = await challenge();
    expect((await secondStep(token, grace.phone.next())).status).toBe(401);
    expect((await secondStep(token, grace.recoveryCodes[0] ?? '')).status).toBe(401);
  });

  it.each([
    ['of another person', (token: string) => token.replace(/^[^.]+/, '019aa3c0-0000-7000-8000-000000000002')],
    ['made to last longer', (token: string) => token.replace(/\.\d+\./, '.9999999999999.')],
    ['without a signature', (token: string) => token.replace(/[^.]+$/, '')],
    ['that is nonsense', () => 'garbage'],
  ])('does not take a challenge %s', async (_, change) => {
    const { status, body } = await secondStep(change(await challenge()), ada.phone.next());
    expect([status, body.code]).toEqual([401, 'sign_in_expired']);
  });

  it('has to be taken within five minutes', async () => {
    const token = await challenge();
    app.clock.advance(5 * MINUTE_MS);
    expect((await secondStep(token, ada.phone.code())).body.code).toBe('sign_in_expired');
  });

  it.each([
    [{ code: '123456' }, '/challenge'],
    [{ challenge: 'x' }, '/code'],
    [{ challenge: 'x', code: '12345' }, '/code'],
    [{ challenge: 'x', code: { $ne: '' } }, '/code'],
    [{ challenge: 'x', code: '1'.repeat(41) }, '/code'],
    [{ challenge: 'x', code: '123456', role: 'owner' }, '/role'],
  ])('names the wrong field of %j', async (request, pointer) => {
    const { status, body } = await app.browser().call('POST', SECOND_STEP, request);
    expect([status, body.errors[0].pointer]).toEqual([422, pointer]);
  });

  it('takes no request from the page of another site', async () => {
    const request = { challenge: await challenge(), code: ada.phone.next() };
    const { body } = await app.browser().call('POST', SECOND_STEP, request, { 'sec-fetch-site': 'cross-site' });
    expect(body.code).toBe('cross_site_request');
  });

  it('is asked of API clients with the password, and not again with a refresh token', async () => {
    const grant = (request: object): Promise<Answer> => app.browser().call('POST', '/api/portal/auth/token', request);
    const request = { grant_type: 'password', email: ada.email, password: PASSWORD };
    const bare = await grant(request);
    expect([bare.status, bare.body.code]).toEqual([401, 'second_factor_required']);
    const wrong = await grant({ ...request, code: ada.phone.code(9) });
    expect([wrong.status, wrong.body.code]).toEqual([401, 'second_factor_refused']);
    const code = ada.phone.next();
    const issued = await grant({ ...request, code });
    expect(issued.status).toBe(200);
    expect((await grant({ ...request, code })).status).toBe(401);
    const refreshed = await grant({ grant_type: 'refresh_token', refresh_token: issued.body.refresh_token });
    expect(refreshed.status).toBe(200);
    expect((await grant({ ...request, code: '12' })).body.errors[0].pointer).toBe('/code');
  });

  it('is not in the way of a client that sends a code where none is needed', async () => {
    const { email } = await signUp(app, 'Grace Hopper');
    const request = { grant_type: 'password', email, password: PASSWORD, code: '123456' };
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 12; attempt += 1)
      statuses.push((await app.browser().call('POST', '/api/portal/auth/token', request)).status);
    expect(new Set(statuses)).toEqual(new Set([200]));
  });

  it('cannot be gone around by an invitation or by signing up again', async () => {
    const host = await signUp(app, 'Host');
    const invitations = `/api/portal/tenants/${host.tenantId}/invitations`;
    const invited = await host.browser.call('POST', invitations, { email: ada.email, role: 'viewer' });
    const accepted = await app.browser().call('POST', '/api/portal/auth/invitations/accept', {
      token: tokenOf(invited.body.url),
      name: 'Ada',
      password: PASSWORD,
    });
    expect([accepted.status, accepted.body.code]).toEqual([409, 'sign_in_to_accept']);
    const signedUp = await app
      .browser()
      .call('POST', '/api/portal/auth/sign-up', { ...newcomer(), email: ada.email.toUpperCase() });
    expect([signedUp.status, signedUp.body.code]).toEqual([409, 'email_taken']);
  });

  it('leaves a trail of codes that were refused', async () => {
    const host = await signUp(app, 'Host');
    const grace = await secure(app, await join(app, host, 'viewer'));
    await signInWith(app.browser(), grace.email, grace.phone.code(7));
    const { body } = await host.browser.call(
      'GET',
      `/api/portal/tenants/${host.tenantId}/audit-events?event_type=user.second_factor_refused`,
    );
    expect(body.items).toHaveLength(1);
  });
});

describe('guessing a code', () => {
  let app: AuthApp;
  let ada: SecuredPerson;

  beforeEach(async () => {
    app = await startAuthApp({ SIGN_IN_FAILURES_PER_ACCOUNT: '3', SIGN_IN_FAILURES_PER_ADDRESS: '100' });
    ada = await secure(app, await signUp(app));
    app.clock.advance(MINUTE_MS);
  });

  afterEach(() => app.stop());

  const guess = async (address: string, code = ada.phone.code(50)): Promise<number> =>
    (await signInWith(app.browser(address), ada.email, code)).status;

  it('ends after a number of wrong codes, however right the password is and wherever it comes from', async () => {
    const { body } = await app.browser().call('POST', SIGN_IN, { email: ada.email, password: PASSWORD });
    const wrong = { challenge: body.challenge, code: ada.phone.code(50) };
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) => app.browser(`198.51.100.${index}`).call('POST', SECOND_STEP, wrong)),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(3);
    expect(statuses.filter((status) => status === 429)).toHaveLength(9);
    expect(await guess('198.51.100.99', ada.phone.code())).toBe(429);
    expect(await guess('198.51.100.99', ada.recoveryCodes[0])).toBe(429);
    app.clock.advance(15 * MINUTE_MS);
    expect(await guess('198.51.100.99', ada.phone.code())).toBe(200);
  });

  it('is slow enough for a whole day', async () => {
    let wrong = 0;
    for (let window = 0; window < 7; window += 1) {
      for (let attempt = 0; attempt < 4; attempt += 1) if ((await guess('198.51.100.1')) === 401) wrong += 1;
      app.clock.advance(15 * MINUTE_MS);
    }
    expect(wrong).toBe(15);
    app.clock.advance(DAY_MS);
    expect(await guess('198.51.100.1', ada.phone.code())).toBe(200);
  });

  it('never locks out the owner, who signed in from their browser before', async () => {
    for (let attempt = 0; attempt < 4; attempt += 1) await guess('198.51.100.1');
    await ada.browser.call('POST', '/api/portal/auth/sign-out');
    expect((await signInWith(ada.browser, ada.email, ada.phone.code())).status).toBe(200);
  });

  it('is limited for who is signed in as well', async () => {
    const path = '/api/portal/auth/second-factor/removal';
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 4; attempt += 1)
      statuses.push((await ada.browser.call('POST', path, { password: PASSWORD, code: ada.phone.code(50) })).status);
    expect(statuses).toEqual([422, 422, 422, 429]);
  });
});
