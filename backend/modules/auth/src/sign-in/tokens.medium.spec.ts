import { createHmac } from 'node:crypto';
import { startAuthApp, type AuthApp } from '../../testing/auth-app';
import { PASSWORD, signUp, type Person } from '../../testing/people';
import type { Answer } from '../../testing/browser';

const TOKEN = '/api/portal/auth/token';
const SESSION = '/api/portal/auth/session';
const DAY_MS = 24 * 60 * 60 * 1_000;

describe('tokens of API clients', () => {
  let app: AuthApp;
  let ada: Person;

  beforeAll(async () => {
    app = await startAuthApp();
  });

  beforeEach(async () => {
    ada = await signUp(app);
  });

  afterAll(() => app.stop());

  const grant = (request: object): Promise<Answer> => app.browser().call('POST', TOKEN, request);
  const byPassword = (): Promise<Answer> => grant({ grant_type: 'password', email: ada.email, password: PASSWORD });
  const refresh = (token: string): Promise<Answer> => grant({ grant_type: 'refresh_token', refresh_token: token });
  const use = (token: string): Promise<Answer> =>
    app.browser().call('GET', SESSION, undefined, { authorization: `Bearer ${token}` });

  it('are given for a password, and open the API without cookies and CSRF header', async () => {
    const { status, body, headers } = await byPassword();
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 900 });
    expect(headers['set-cookie']).toBeUndefined();
    const authorization = `Bearer ${body.access_token}`;
    const created = await app
      .browser()
      .call('POST', '/api/portal/tenants', { name: 'Second', time_zone: 'UTC' }, { authorization });
    expect(created.status).toBe(201);
  });

  it.each([
    [{ grant_type: 'password', email: 'ada@example.com' }, '/password'],
    [{ grant_type: 'refresh_token' }, '/refresh_token'],
    [{ grant_type: 'client_credentials' }, '/grant_type'],
  ])('name the field that is missing or wrong in %j', async (request, pointer) => {
    const { status, body } = await grant(request);
    expect(status).toBe(422);
    expect(body.errors[0].pointer).toBe(pointer);
  });

  it('are throttled as signing in is', async () => {
    const wrong = { grant_type: 'password', email: ada.email, password: 'wrong password wrong' };
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 11; attempt += 1) statuses.push((await grant(wrong)).status);
    expect(statuses).toEqual([...Array<number>(10).fill(401), 429]);
  });

  it('end after 15 minutes; a refresh token gives new ones', async () => {
    const first = (await byPassword()).body;
    expect((await use(first.access_token)).status).toBe(200);
    const second = await refresh(first.refresh_token);
    expect(second.status).toBe(200);
    expect(second.body.refresh_token).not.toBe(first.refresh_token);
    expect((await use(second.body.access_token)).status).toBe(200);
    const { exp, iat } = claimsOf(second.body.access_token);
    expect(exp - iat).toBe(900);
  });

  it('end all at once when a refresh token is used a second time', async () => {
    const first = (await byPassword()).body;
    const second = (await refresh(first.refresh_token)).body;
    const reuse = await refresh(first.refresh_token);
    expect([reuse.status, reuse.body.code]).toEqual([401, 'refresh_token_invalid']);
    expect((await refresh(second.refresh_token)).status).toBe(401);
    expect((await use(second.access_token)).status).toBe(401);
    const trail = await ada.browser.call(
      'GET',
      `/api/portal/tenants/${ada.tenantId}/audit-events?event_type=user.refresh_token_reused`,
    );
    expect(trail.body.items).toHaveLength(1);
  });

  it('end all at once when a refresh token is used twice at the same time', async () => {
    const first = (await byPassword()).body;
    const answers = await Promise.all([refresh(first.refresh_token), refresh(first.refresh_token)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
    const winner = answers.find(({ status }) => status === 200);
    expect((await use(winner?.body.access_token)).status).toBe(401);
  });

  it('leave other sessions of the person alone', async () => {
    const first = (await byPassword()).body;
    const other = (await byPassword()).body;
    await refresh(first.refresh_token);
    await refresh(first.refresh_token);
    expect((await use(other.access_token)).status).toBe(200);
    expect((await ada.browser.call('GET', SESSION)).status).toBe(200);
  });

  it('end with the session, which the person can revoke', async () => {
    const { access_token: accessToken, refresh_token: refreshToken } = (await byPassword()).body;
    const { sid } = claimsOf(accessToken);
    expect((await ada.browser.call('DELETE', `/api/portal/auth/sessions/${sid}`)).status).toBe(204);
    expect((await use(accessToken)).status).toBe(401);
    expect((await refresh(refreshToken)).status).toBe(401);
  });

  it('end after 14 days without use, and 90 days in all', async () => {
    const idle = (await byPassword()).body;
    app.clock.advance(14 * DAY_MS);
    expect((await refresh(idle.refresh_token)).status).toBe(401);
    let current = (await byPassword()).body;
    for (let day = 0; day < 84; day += 12) {
      app.clock.advance(12 * DAY_MS);
      current = (await refresh(current.refresh_token)).body;
    }
    app.clock.advance(6 * DAY_MS);
    expect((await refresh(current.refresh_token)).status).toBe(401);
  });

  it.each([
    ['another key', () => forge({}, 'somebody else has this secret')],
    ['no signature', () => `${part({ alg: 'none', typ: 'JWT' })}.${part({ sub: 'x' })}.`],
    ['no token at all', () => 'garbage'],
  ])('are refused with %s', async (_, token) => {
    const { status, body, headers } = await use(token());
    expect([status, body.code, headers['www-authenticate']]).toEqual([401, 'not_signed_in', 'Bearer']);
  });

  it('are not made good by the cookie that comes along', async () => {
    const { status } = await ada.browser.call('GET', SESSION, undefined, { authorization: 'Bearer garbage' });
    expect(status).toBe(401);
  });
});

function claimsOf(token: string): { sid: string; exp: number; iat: number } {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
}

function forge(claims: object, secret: string): string {
  const unsigned = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ exp: 4_102_444_800, ...claims })}`;
  return `${unsigned}.${createHmac('sha256', secret).update(unsigned).digest('base64url')}`;
}

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
