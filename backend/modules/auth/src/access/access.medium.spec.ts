import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import {
  Caller,
  InTenant,
  Public,
  Requires,
  SignedIn,
  type TenantContext,
  type UserContext,
} from '@konstruct/platform';
import { startAuthApp, type AuthApp } from '../../testing/auth-app';
import { join, signUp, type Person } from '../../testing/people';

@Controller('probe')
class ProbeController {
  @Get('undecorated')
  undecorated(): string {
    return 'never';
  }

  @Get('public')
  @Public()
  open(): { ok: boolean } {
    return { ok: true };
  }

  @Get('signed-in')
  @SignedIn()
  signedIn(@Caller() caller: UserContext): UserContext {
    return caller;
  }

  @Get('path/:tenant_id')
  @Requires('agents:write')
  byPath(@InTenant() tenant: TenantContext, @Param() _params: unknown, @Query() _query: unknown): TenantContext {
    return tenant;
  }

  @Get('query')
  @Requires('tenant:read')
  byQuery(@InTenant() tenant: TenantContext): TenantContext {
    return tenant;
  }

  @Post('body')
  @Requires('tenant:read')
  byBody(@InTenant() tenant: TenantContext, @Body() _body: unknown): TenantContext {
    return tenant;
  }
}

describe('the guard before every route', () => {
  let app: AuthApp;
  let ada: Person;
  let mallory: Person;

  beforeAll(async () => {
    app = await startAuthApp({}, [ProbeController]);
    ada = await signUp(app);
    mallory = await signUp(app, 'Mallory');
  });

  afterAll(() => app.stop());

  it('refuses a route that says nothing of its access, to everybody', async () => {
    expect((await app.browser().call('GET', '/probe/undecorated')).status).toBe(403);
    expect((await ada.browser.call('GET', '/probe/undecorated')).status).toBe(403);
  });

  it('lets everybody pass to a public route and nobody without a session to another', async () => {
    expect((await app.browser().call('GET', '/probe/public')).status).toBe(200);
    const refused = await app.browser().call('GET', '/probe/signed-in');
    expect([refused.status, refused.body.code]).toEqual([401, 'not_signed_in']);
  });

  it('says who the caller is', async () => {
    const { body } = await ada.browser.call('GET', '/probe/signed-in');
    expect(body).toMatchObject({
      userId: ada.userId,
      sessionId: ada.sessionId,
      actor: { kind: 'user', id: ada.userId, name: 'Ada Lovelace' },
    });
  });

  it('finds the tenant in the path, the query and the body', async () => {
    const { tenantId } = ada;
    const found = [
      await ada.browser.call('GET', `/probe/path/${tenantId}`),
      await ada.browser.call('GET', `/probe/query?tenant_id=${tenantId}`),
      await ada.browser.call('POST', '/probe/body', { tenant_id: tenantId }),
    ];
    expect(found.map(({ body }) => [body.tenantId, body.role])).toEqual(Array(3).fill([tenantId, 'owner']));
  });

  it('goes by the path where another tenant is named elsewhere', async () => {
    const other = `/probe/path/${mallory.tenantId}?tenant_id=${ada.tenantId}`;
    expect((await ada.browser.call('GET', other)).status).toBe(404);
  });

  it.each([
    ["another person's tenant", () => `/probe/path/${mallory.tenantId}`],
    ['a tenant that does not exist', () => '/probe/path/0198d8a0-0000-7000-8000-00000000dead'],
    ['no UUID', () => '/probe/path/1%27%20OR%201%3D1'],
    ['no tenant at all', () => '/probe/query'],
    ['two tenants', () => `/probe/query?tenant_id=${ada.tenantId}&tenant_id=${mallory.tenantId}`],
  ])('answers 404 for %s', async (_, url) => {
    const { status, body } = await ada.browser.call('GET', url());
    expect([status, body.code]).toEqual([404, 'not_found']);
  });

  it('answers 403 to a member whose role lacks the permission', async () => {
    const viewer = await join(app, ada, 'viewer');
    expect((await viewer.browser.call('GET', `/probe/query?tenant_id=${ada.tenantId}`)).status).toBe(200);
    const refused = await viewer.browser.call('GET', `/probe/path/${ada.tenantId}`);
    expect([refused.status, refused.body.code]).toEqual([403, 'forbidden']);
  });

  it('ends the access of somebody removed at once', async () => {
    const guest = await join(app, ada, 'admin');
    const members = `/api/portal/tenants/${ada.tenantId}/members`;
    expect((await guest.browser.call('GET', members)).status).toBe(200);
    expect((await ada.browser.call('DELETE', `${members}/${guest.userId}`)).status).toBe(204);
    expect((await guest.browser.call('GET', members)).status).toBe(404);
    expect((await guest.browser.call('GET', '/api/portal/auth/session')).body.memberships).toEqual([]);
  });

  describe('and the CSRF token', () => {
    const probe = { tenant_id: '' };

    beforeAll(() => {
      probe.tenant_id = ada.tenantId;
    });

    it.each([
      ['is missing', () => ''],
      ['is garbage', () => 'garbage'],
      ["is another session's", () => mallory.browser.cookies.get('XSRF-TOKEN') ?? ''],
    ])('refuses a change when the header %s', async (_, token) => {
      const { status, body } = await ada.browser.call('POST', '/probe/body', probe, { 'x-xsrf-token': token() });
      expect([status, body.code]).toEqual([403, 'csrf_token_invalid']);
    });

    it('is not taken from the cookie alone', async () => {
      const browser = app.browser();
      for (const [name, value] of ada.browser.cookies) browser.cookies.set(name, value);
      const { status } = await browser.call('POST', '/probe/body', probe, { 'x-xsrf-token': '' });
      expect(status).toBe(403);
    });

    it('comes again with the session when the browser lost it', async () => {
      const browser = app.browser();
      browser.cookies.set('konstruct_session', ada.browser.cookies.get('konstruct_session') ?? '');
      await browser.call('GET', '/api/portal/auth/session');
      expect((await browser.call('POST', '/probe/body', probe)).status).toBe(201);
    });
  });
});
