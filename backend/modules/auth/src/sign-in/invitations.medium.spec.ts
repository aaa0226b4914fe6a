import { startAuthApp, type AuthApp } from '../../testing/auth-app';
import { PASSWORD, newcomer, signUp, tokenOf, type Person } from '../../testing/people';
import type { Answer, Browser } from '../../testing/browser';

const ACCEPT = '/api/portal/auth/invitations/accept';
const DAY_MS = 24 * 60 * 60 * 1_000;

describe('accepting an invitation', () => {
  let app: AuthApp;
  let host: Person;

  beforeAll(async () => {
    app = await startAuthApp();
  });

  beforeEach(async () => {
    host = await signUp(app);
  });

  afterAll(() => app.stop());

  const invite = (email: string | undefined, role = 'operator', by = host): Promise<Answer> =>
    by.browser.call('POST', `/api/portal/tenants/${host.tenantId}/invitations`, { email, role });
  const acceptAsNew = (token: string, browser: Browser = app.browser()): Promise<Answer> =>
    browser.call('POST', ACCEPT, { token, name: 'Grace Hopper', password: PASSWORD });

  it('makes a new person a member and signs them in', async () => {
    const { email } = newcomer();
    const invitation = await invite(` ${email?.toUpperCase()} `);
    expect(invitation.status).toBe(201);
    expect(invitation.body).toMatchObject({ email, role: 'operator' });
    expect(invitation.body.url).toMatch(/^http:\/\/localhost:3000\/invite\/[\w-]+$/);
    const browser = app.browser();
    const { status, body } = await acceptAsNew(tokenOf(invitation.body.url), browser);
    expect(status).toBe(200);
    expect(body).toMatchObject({ user: { email }, memberships: [{ tenant_id: host.tenantId, role: 'operator' }] });
    expect((await browser.call('GET', `/api/portal/tenants/${host.tenantId}`)).status).toBe(200);
    const open = await host.browser.call('GET', `/api/portal/tenants/${host.tenantId}/invitations`);
    expect(open.body.items).toEqual([]);
  });

  it('makes a signed-in person a member of a second business, in the same session', async () => {
    const guest = await signUp(app, 'Grace Hopper');
    const token = tokenOf((await invite(guest.email)).body.url);
    const { status, body } = await guest.browser.call('POST', ACCEPT, { token });
    expect(status).toBe(200);
    expect(body.session_id).toBe(guest.sessionId);
    expect(body.memberships).toHaveLength(2);
  });

  it('needs the CSRF token of a session that comes along', async () => {
    const guest = await signUp(app, 'Grace Hopper');
    const token = tokenOf((await invite(guest.email)).body.url);
    const { status, body } = await guest.browser.call('POST', ACCEPT, { token }, { 'x-xsrf-token': '' });
    expect([status, body.code]).toEqual([403, 'csrf_token_invalid']);
  });

  it('works once, also when it is tried several times at once', async () => {
    const token = tokenOf((await invite(newcomer().email)).body.url);
    const answers = await Promise.all(Array.from({ length: 3 }, () => acceptAsNew(token)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const again = await acceptAsNew(token);
    expect([again.status, again.body.code]).toEqual([410, 'invitation_used']);
  });

  it('works for the invited address alone', async () => {
    const token = tokenOf((await invite(newcomer().email)).body.url);
    const other = await signUp(app, 'Mallory');
    const { status, body } = await other.browser.call('POST', ACCEPT, { token });
    expect([status, body.code]).toEqual([403, 'invitation_for_another_email']);
    expect((await other.browser.call('GET', `/api/portal/tenants/${host.tenantId}`)).status).toBe(404);
  });

  it('asks somebody with an account to sign in first, and takes no new password for it', async () => {
    const guest = await signUp(app, 'Grace Hopper');
    const token = tokenOf((await invite(guest.email)).body.url);
    const { status, body } = await acceptAsNew(token);
    expect([status, body.code]).toEqual([409, 'sign_in_to_accept']);
  });

  it('ends after seven days', async () => {
    const token = tokenOf((await invite(newcomer().email)).body.url);
    app.clock.advance(7 * DAY_MS);
    const { status, body } = await acceptAsNew(token);
    expect([status, body.code]).toEqual([410, 'invitation_expired']);
  });

  it.each([
    ['a withdrawn link', 'withdraw'],
    ['a replaced link', 'replace'],
    ['a link of somebody who was removed since', 'remove'],
    ['a link of somebody who may not invite any more', 'demote'],
  ])('is refused for %s', async (_, how) => {
    const email = newcomer().email;
    const admin = await joined('admin');
    const { body } = await invite(email, 'viewer', admin);
    const base = `/api/portal/tenants/${host.tenantId}`;
    if (how === 'withdraw') await host.browser.call('DELETE', `${base}/invitations/${body.id}`);
    if (how === 'replace') await invite(email);
    if (how === 'remove') await host.browser.call('DELETE', `${base}/members/${admin.userId}`);
    if (how === 'demote') await host.browser.call('PATCH', `${base}/members/${admin.userId}`, { role: 'viewer' });
    const refused = await acceptAsNew(tokenOf(body.url));
    expect([refused.status, refused.body.code]).toEqual([404, 'invitation_not_found']);
  });

  it.each(['', 'garbage', 'A'.repeat(64), 'A'.repeat(199)])('is refused for the token "%s"', async (token) => {
    const { status, body } = await acceptAsNew(token);
    expect([status, body.code]).toEqual([404, 'invitation_not_found']);
  });

  it("is refused when another tenant's id is put into the token", async () => {
    const other = await signUp(app, 'Mallory');
    const token = Buffer.from(tokenOf((await invite(newcomer().email)).body.url), 'base64url');
    Buffer.from(other.tenantId.replaceAll('-', ''), 'hex').copy(token);
    expect((await acceptAsNew(token.toString('base64url'))).status).toBe(404);
  });

  it('asks a new person for name and password', async () => {
    const token = tokenOf((await invite(newcomer().email)).body.url);
    const { status, body } = await app.browser().call('POST', ACCEPT, { token });
    expect(status).toBe(422);
    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(['/name', '/password']);
  });

  it('takes no request from the page of another site', async () => {
    const token = tokenOf((await invite(newcomer().email)).body.url);
    const request = { token, name: 'Grace', password: PASSWORD };
    expect((await app.browser().call('POST', ACCEPT, request, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  });

  it('stores the token as a hash alone and shows the link once', async () => {
    const { body } = await invite(newcomer().email);
    const rows = await app.asOwner<{ token_hash: Buffer }>('SELECT token_hash FROM invitations WHERE id = $1', [
      body.id,
    ]);
    expect(rows.map(({ token_hash }) => token_hash.length)).toEqual([32]);
    const list = await host.browser.call('GET', `/api/portal/tenants/${host.tenantId}/invitations`);
    expect(list.body.items).toEqual([{ ...body, url: null }]);
  });

  async function joined(role: string): Promise<Person> {
    const { email } = newcomer();
    const browser = app.browser();
    const { body } = await acceptAsNew(tokenOf((await invite(email, role)).body.url), browser);
    return { browser, userId: body.user.id, email: email ?? '', tenantId: host.tenantId, sessionId: body.session_id };
  }
});
