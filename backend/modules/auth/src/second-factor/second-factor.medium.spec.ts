import { startAuthApp, type AuthApp } from '../../testing/auth-app';
import { Authenticator, secure, signInWith } from '../../testing/authenticator';
import type { Answer } from '../../testing/browser';
import { PASSWORD, join, signUp, type Person } from '../../testing/people';

const SECOND_FACTOR = '/api/portal/auth/second-factor';
const SESSION = '/api/portal/auth/session';
const HOUR_MS = 60 * 60 * 1_000;

describe('two-step sign-in', () => {
  let app: AuthApp;
  let ada: Person;

  beforeAll(async () => {
    app = await startAuthApp();
  });

  beforeEach(async () => {
    ada = await signUp(app);
  });

  afterAll(() => app.stop());

  const call = (action: string, payload: object, by = ada): Promise<Answer> =>
    by.browser.call('POST', `${SECOND_FACTOR}/${action}`, payload);
  const show = async (by = ada): Promise<unknown> => (await by.browser.call('GET', SECOND_FACTOR)).body;
  const trail = async (type: string, by = ada): Promise<{ summary: string }[]> =>
    (await by.browser.call('GET', `/api/portal/tenants/${by.tenantId}/audit-events?event_type=${type}`)).body.items;
  const notices = async (by = ada): Promise<string[]> =>
    (await by.browser.call('GET', `/api/portal/tenants/${by.tenantId}/notices`)).body.items.map(
      ({ title }: { title: string }) => title,
    );

  it('is off until a code of the app confirms it', async () => {
    const off = { turned_on_at: null, recovery_codes_left: 0 };
    expect(await show()).toEqual(off);
    const setUp = await call('set-up', { password: PASSWORD });
    expect(setUp.status).toBe(200);
    expect(setUp.body.otpauth_uri).toContain(`secret=${setUp.body.secret}&`);
    expect(await show()).toEqual(off);
    const phone = new Authenticator(setUp.body.secret, app);
    const wrong = await call('confirmation', { code: '000000' === phone.code() ? '000001' : '000000' });
    expect([wrong.status, wrong.body.errors[0].pointer]).toEqual([422, '/code']);
    const confirmed = await call('confirmation', { code: ` ${phone.code().slice(0, 3)} ${phone.code().slice(3)} ` });
    expect(confirmed.status).toBe(200);
    expect(confirmed.body.recovery_codes).toHaveLength(10);
    expect(await show()).toEqual({ turned_on_at: expect.any(String), recovery_codes_left: 10 });
  });

  it('begins with the password alone', async () => {
    const wrong = await call('set-up', { password: 'wrong password wrong' });
    expect([wrong.status, wrong.body.errors[0].pointer]).toEqual([422, '/password']);
    expect((await ada.browser.call('GET', SESSION)).status).toBe(200);
    expect((await call('confirmation', { code: '123456' })).body.code).toBe('second_factor_not_started');
    const stranger = await app.browser().call('POST', `${SECOND_FACTOR}/set-up`, { password: PASSWORD });
    expect(stranger.status).toBe(401);
  });

  it('is confirmed within an hour, by the app that was scanned last', async () => {
    const first = new Authenticator((await call('set-up', { password: PASSWORD })).body.secret, app);
    const second = new Authenticator((await call('set-up', { password: PASSWORD })).body.secret, app);
    expect((await call('confirmation', { code: first.code() })).status).toBe(422);
    app.clock.advance(HOUR_MS + 1);
    expect((await call('confirmation', { code: second.code() })).body.code).toBe('second_factor_not_started');
    await secure(app, ada);
    for (const [action, payload] of [
      ['set-up', { password: PASSWORD }],
      ['confirmation', { code: '123456' }],
    ] as const)
      expect((await call(action, payload)).body.code).toBe('second_factor_is_on');
  });

  it('is turned on once, also when that is asked twice at once', async () => {
    const phone = new Authenticator((await call('set-up', { password: PASSWORD })).body.secret, app);
    const answers = await Promise.all([1, 2].map(() => call('confirmation', { code: phone.code() })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await show()).toMatchObject({ recovery_codes_left: 10 });
    const good = answers.find(({ status }) => status === 200)?.body.recovery_codes;
    phone.next();
    expect((await signInWith(app.browser(), ada.email, good[0])).status).toBe(200);
  });

  it('ends every other session when it is turned on, those of API clients too', async () => {
    const other = app.browser();
    await other.call('POST', '/api/portal/auth/sign-in', { email: ada.email, password: PASSWORD });
    const tokens = await app
      .browser()
      .call('POST', '/api/portal/auth/token', { grant_type: 'password', email: ada.email, password: PASSWORD });
    await secure(app, ada);
    expect((await other.call('GET', SESSION)).status).toBe(401);
    const refreshed = await app.browser().call('POST', '/api/portal/auth/token', {
      grant_type: 'refresh_token',
      refresh_token: tokens.body.refresh_token,
    });
    expect(refreshed.status).toBe(401);
    expect((await ada.browser.call('GET', SESSION)).status).toBe(200);
  });

  it('leaves no session without a code behind that was opened while it was turned on', async () => {
    const phone = new Authenticator((await call('set-up', { password: PASSWORD })).body.secret, app);
    const browsers = Array.from({ length: 6 }, () => app.browser());
    await Promise.all([
      ...browsers.map((browser) =>
        browser.call('POST', '/api/portal/auth/sign-in', { email: ada.email, password: PASSWORD }),
      ),
      call('confirmation', { code: phone.code() }),
    ]);
    const statuses = await Promise.all(browsers.map(async (browser) => (await browser.call('GET', SESSION)).status));
    expect(statuses).toEqual(Array(6).fill(401));
  });

  it('is turned off by password and code together', async () => {
    const { phone } = await secure(app, ada);
    const wrongPassword = await call('removal', { password: 'wrong password wrong', code: phone.next() });
    expect(wrongPassword.body.errors).toEqual([expect.objectContaining({ pointer: '/password' })]);
    const wrongCode = await call('removal', { password: PASSWORD, code: phone.code(5) });
    expect(wrongCode.body.errors).toEqual([expect.objectContaining({ pointer: '/code' })]);
    expect(await show()).toMatchObject({ turned_on_at: expect.any(String) });
    expect((await call('removal', { password: PASSWORD, code: phone.next() })).status).toBe(204);
    expect(await show()).toEqual({ turned_on_at: null, recovery_codes_left: 0 });
    expect((await call('removal', { password: PASSWORD, code: '123456' })).body.code).toBe('second_factor_is_off');
    const signedIn = await app
      .browser()
      .call('POST', '/api/portal/auth/sign-in', { email: ada.email, password: PASSWORD });
    expect(signedIn.status).toBe(200);
  });

  it('has its recovery codes made anew, which ends the earlier ones', async () => {
    const { phone, recoveryCodes } = await secure(app, ada);
    const anew = await call('recovery-codes', { password: PASSWORD, code: phone.next() });
    expect(anew.status).toBe(200);
    expect(anew.body.recovery_codes).toHaveLength(10);
    expect((await signInWith(app.browser(), ada.email, recoveryCodes[0] ?? '')).status).toBe(401);
    expect((await signInWith(app.browser(), ada.email, anew.body.recovery_codes[9])).status).toBe(200);
    expect(await show()).toMatchObject({ recovery_codes_left: 9 });
  });

  it('tells of each change, the person alone, and leaves a trail in each of their businesses', async () => {
    const host = await signUp(app, 'Host');
    const grace = await join(app, host, 'viewer');
    const { phone, recoveryCodes } = await secure(app, grace);
    await call('recovery-codes', { password: PASSWORD, code: recoveryCodes[0] ?? '' }, grace);
    await call('removal', { password: PASSWORD, code: phone.next() }, grace);
    expect((await notices(grace)).sort()).toEqual([
      'A recovery code of yours was used; 9 are left',
      'Two-step sign-in is off for your account',
      'Two-step sign-in is on for your account',
      'You have new recovery codes',
    ]);
    expect(await notices(host)).toEqual([]);
    for (const type of [
      'user.second_factor_turned_on',
      'user.recovery_code_used',
      'user.recovery_codes_renewed',
      'user.second_factor_turned_off',
    ])
      expect(await trail(type, host)).toHaveLength(1);
  });

  it('keeps no seed or code in the clear, and no answer for an Idempotency-Key', async () => {
    const setUp = await ada.browser.call(
      'POST',
      `${SECOND_FACTOR}/set-up`,
      { password: PASSWORD },
      { 'idempotency-key': 'once' },
    );
    const { secret } = setUp.body;
    const again = await ada.browser.call(
      'POST',
      `${SECOND_FACTOR}/set-up`,
      { password: PASSWORD },
      { 'idempotency-key': 'once' },
    );
    expect(again.body.code).toBe('done_before');
    const { body } = await call('confirmation', { code: new Authenticator(secret, app).code() });
    const rows = await app.asOwner<{ text: string }>(
      `SELECT row_to_json(f)::text AS text FROM second_factors f UNION ALL SELECT row_to_json(c)::text FROM recovery_codes c
       UNION ALL SELECT row_to_json(k)::text FROM idempotency_keys k UNION ALL SELECT row_to_json(a)::text FROM audit_events a`,
    );
    const written = rows.map(({ text }) => text).join('\n');
    const codes: string[] = body.recovery_codes;
    for (const hidden of [secret, ...codes, ...codes.map((code) => code.replaceAll('-', ''))])
      expect(written).not.toContain(hidden);
    expect(written).toContain('gAAAA');
  });

  it('does not open a seed that was moved to another person, and counts nothing that could not be checked', async () => {
    const grace = await signUp(app, 'Grace Hopper');
    const [hers, adas] = [await secure(app, grace), await secure(app, ada)];
    await app.asOwner(
      `UPDATE second_factors SET seed_ciphertext = (SELECT seed_ciphertext FROM second_factors WHERE user_id = $1) WHERE user_id = $2`,
      [hers.userId, adas.userId],
    );
    const code = hers.phone.next();
    for (let attempt = 0; attempt < 11; attempt += 1)
      expect((await signInWith(app.browser(), ada.email, code)).status).toBe(500);
    expect((await signInWith(app.browser(), ada.email, adas.recoveryCodes[3] ?? '')).status).toBe(200);
  });
});
