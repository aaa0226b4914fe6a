import { AuditSealer, AuditVerifier } from '@konstruct/audit';
import { codeOf } from './authenticator';
import { administer } from './platform-admin';
import { PortalClient } from './portal-client';
import { signUp, startProduct, type RunningProduct } from './product';

const EMAIL = 'ada.king@example.com';
const PASSWORD = 'correct horse battery staple';

describe('somebody who lost phone and recovery codes', () => {
  let product: RunningProduct;

  beforeAll(async () => {
    product = await startProduct();
  }, 60_000);

  afterAll(() => product.stop());

  it('is let in by whoever runs the installation, at its machine, and everybody concerned hears of it', async () => {
    const { client, tenantId } = await signUp(product, 'Acme', EMAIL);
    const path = '/api/portal/auth/second-factor';
    await expect(administer(product, 'reset-two-factor', EMAIL)).rejects.toThrow('is off already');
    const setUp = await client.post<{ secret: string }>(`${path}/set-up`, { password: PASSWORD });
    await expect(administer(product, 'reset-two-factor', EMAIL)).rejects.toThrow('is off already');
    const code = codeOf(setUp.body.secret, 0);
    expect((await client.post(`${path}/confirmation`, { code })).status).toBe(200);
    const signIn = (): Promise<{ status: number }> =>
      new PortalClient(product.url).post('/api/portal/auth/sign-in', { email: EMAIL, password: PASSWORD });
    expect((await signIn()).status).toBe(202);

    await expect(administer(product, 'reset-two-factor')).rejects.toThrow('Use: npm run users:reset-two-factor');
    await expect(administer(product, 'reset-two-factor', 'nobody@example.com')).rejects.toThrow('Nobody has signed up');
    expect(await administer(product, 'reset-two-factor', ` ${EMAIL.toUpperCase()}`)).toContain('password alone');
    expect((await signIn()).status).toBe(200);

    const events = `/api/portal/tenants/${tenantId}/audit-events?event_type=user.second_factor_reset`;
    const trail = await client.get<{ items: unknown[] }>(events);
    expect(trail.body.items).toEqual([
      expect.objectContaining({
        actor_kind: 'system',
        actor_name: expect.stringMatching(/, at the machine$/),
        subject_type: 'user',
      }),
    ]);
    const notices = await client.get<{ items: unknown[] }>(`/api/portal/tenants/${tenantId}/notices`);
    expect(notices.body.items).toContainEqual(
      expect.objectContaining({ title: 'Two-step sign-in was taken off your account', severity: 'warning' }),
    );
    await product.app.get(AuditSealer).sealAll(tenantId);
    expect(await product.app.get(AuditVerifier).verify(tenantId)).toMatchObject({ unsealed: 0, brokenAt: null });
  }, 60_000);
});
