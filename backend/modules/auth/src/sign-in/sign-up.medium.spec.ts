import { startAuthApp, type AuthApp } from '../../testing/auth-app';
import { PASSWORD, newcomer, signUp } from '../../testing/people';

const SIGN_UP = '/api/portal/auth/sign-up';

describe('signing up', () => {
  let app: AuthApp;

  beforeAll(async () => {
    app = await startAuthApp();
  });

  afterAll(() => app.stop());

  it('creates person, business, ownership and session, and leaves a trail', async () => {
    const browser = app.browser();
    const request = { ...newcomer(), email: ' Ada.Lovelace@Example.COM ', business_name: 'Analytical Éngines & Söhne' };
    const { status, body } = await browser.call('POST', SIGN_UP, request);
    expect(status).toBe(201);
    expect(body.user).toMatchObject({ email: 'ada.lovelace@example.com', name: 'Ada Lovelace' });
    expect(body.memberships).toEqual([
      {
        tenant_id: expect.any(String),
        tenant_name: 'Analytical Éngines & Söhne',
        tenant_slug: 'analytical-engines-sohne',
        role: 'owner',
        onboarding_completed_at: null,
      },
    ]);
    const session = await browser.call('GET', '/api/portal/auth/session');
    expect(session.body).toEqual(body);
    const trail = await browser.call('GET', `/api/portal/tenants/${body.memberships[0].tenant_id}/audit-events`);
    const types = trail.body.items.map((event: { event_type: string }) => event.event_type).sort();
    expect(types).toEqual(['tenant.created', 'user.signed_up']);
  });

  it('sets a cookie that scripts cannot read, and one for the CSRF header', async () => {
    const { headers } = await app.browser().call('POST', SIGN_UP, newcomer());
    const cookies = headers['set-cookie'] as string[];
    expect(cookies.find((cookie) => cookie.startsWith('konstruct_session='))).toMatch(/HttpOnly.*SameSite=Lax/);
    expect(cookies.find((cookie) => cookie.startsWith('XSRF-TOKEN='))).not.toMatch(/HttpOnly/);
    expect(cookies.join()).not.toMatch(/Secure/);
  });

  it('stores the password as argon2id with the parameters of OWASP, and no token in the clear', async () => {
    const person = await signUp(app);
    const [credential] = await app.asOwner<{ password_hash: string }>(
      'SELECT password_hash FROM password_credentials WHERE user_id = $1',
      [person.userId],
    );
    expect(credential?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    const dump = await app.asOwner('SELECT encode(token_hash, $1) AS hash FROM sessions', ['escape']);
    expect(JSON.stringify(dump)).not.toContain(person.browser.cookies.get('konstruct_session'));
  });

  it('lets one of two sign-ups of the same address at the same time through', async () => {
    const request = newcomer();
    const answers = await Promise.all(
      Array.from({ length: 4 }, (_, index) =>
        app
          .browser()
          .call('POST', SIGN_UP, { ...request, email: index % 2 ? request.email : request.email?.toUpperCase() }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'email_taken', status: 409 });
    const tenants = await app.asOwner('SELECT id FROM tenants WHERE name = $1', [request.business_name]);
    expect(tenants).toHaveLength(1);
  });

  it('gives businesses of one name different slugs', async () => {
    const names = await Promise.all(
      Array.from({ length: 3 }, () =>
        app.browser().call('POST', SIGN_UP, { ...newcomer(), business_name: '株式会社' }),
      ),
    );
    const slugs = names.map(({ body }): string => body.memberships[0].tenant_slug);
    expect(new Set(slugs).size).toBe(3);
    expect(slugs.every((slug) => slug.startsWith('business'))).toBe(true);
  });

  it.each([
    ['an unknown time zone', { time_zone: 'Mars/Olympus' }, '/time_zone'],
    ['an offset for a time zone', { time_zone: '+02:00' }, '/time_zone'],
    ['a blank name', { name: '   ' }, '/name'],
    ['a name with a NUL, which Postgres cannot store', { business_name: 'a\u0000b' }, '/business_name'],
    ['no address', { email: 'nobody' }, '/email'],
    ['a short password', { password: 'short' }, '/password'],
    ['a password that is guessed first', { password: 'Password123456' }, '/password'],
    ['a field that does not exist', { role: 'owner' }, '/role'],
  ])('refuses %s and names the field', async (_, wrong, pointer) => {
    const { status, body } = await app.browser().call('POST', SIGN_UP, { ...newcomer(), ...wrong });
    expect(status).toBe(422);
    expect(body.errors).toEqual([expect.objectContaining({ pointer })]);
  });

  it('refuses a password that contains the address', async () => {
    const request = { ...newcomer(), email: 'augusta@example.com', password: 'my AUGUSTA engine' };
    const { body } = await app.browser().call('POST', SIGN_UP, request);
    expect(body.errors).toEqual([expect.objectContaining({ pointer: '/password' })]);
  });

  it('accepts names of time zones that Intl does not list', async () => {
    for (const time_zone of ['UTC', 'Asia/Kolkata', 'Europe/Kyiv', 'America/Argentina/Buenos_Aires']) {
      const { status } = await app.browser().call('POST', SIGN_UP, { ...newcomer(), time_zone });
      expect(`${time_zone} ${status}`).toBe(`${time_zone} 201`);
    }
  });

  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbouring subdomain', { 'sec-fetch-site': 'same-site' }],
    ['another origin, from an older browser', { origin: 'https://evil.example' }],
    ['a sandboxed frame', { origin: 'null' }],
  ])('refuses a request from %s', async (_, headers) => {
    const { status, body } = await app.browser().call('POST', SIGN_UP, newcomer(), headers);
    expect([status, body.code]).toEqual([403, 'cross_site_request']);
  });

  it('ends the session that the browser brought along', async () => {
    const person = await signUp(app);
    const before = person.browser.cookies.get('konstruct_session') ?? '';
    await person.browser.call('POST', '/api/portal/auth/sign-in', { email: person.email, password: PASSWORD });
    expect(person.browser.cookies.get('konstruct_session')).not.toBe(before);
    const old = app.browser();
    old.cookies.set('konstruct_session', before);
    expect((await old.call('GET', '/api/portal/auth/session')).status).toBe(401);
  });
});

describe('sign-ups of one network address', () => {
  it('are limited in number, by Retry-After and for an hour', async () => {
    const app = await startAuthApp({ SIGN_UPS_PER_ADDRESS: '2' });
    try {
      const crowd = (): Promise<{ status: number; headers: Record<string, unknown> }> =>
        app.browser('2001:db8:1:2::9').call('POST', SIGN_UP, newcomer());
      expect([(await crowd()).status, (await crowd()).status]).toEqual([201, 201]);
      const refused = await crowd();
      expect(refused.status).toBe(429);
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(3_500);
      expect((await app.browser('2001:db8:1:3::9').call('POST', SIGN_UP, newcomer())).status).toBe(201);
      app.clock.advance(60 * 60 * 1_000);
      expect((await crowd()).status).toBe(201);
    } finally {
      await app.stop();
    }
  });
});

describe('an installation behind TLS', () => {
  it('sends its cookies over TLS alone', async () => {
    const app = await startAuthApp({ PUBLIC_URL: 'https://konstruct.example.com' });
    try {
      const { headers } = await app.browser().call('POST', SIGN_UP, newcomer());
      const cookies = headers['set-cookie'] as string[];
      expect(cookies).toHaveLength(3);
      expect(cookies.filter((cookie) => cookie.includes('Secure'))).toEqual(cookies);
    } finally {
      await app.stop();
    }
  });
});
