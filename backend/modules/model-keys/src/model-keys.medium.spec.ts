import type { INestApplicationContext } from '@nestjs/common';
import { EntitlementDesk } from '@konstruct/billing';
import { TENANT_ACCESS, type TenantAccess } from '@konstruct/models';
import { Database, LiveUpdates, type TenantContext } from '@konstruct/platform';
import { startKeysContext, type KeysContext } from '../testing/keys-context';
import { KeyRechecks } from './key-rechecks';
import { ModelKeyKeeper } from './model-key-keeper';
import { ModelKeyList } from './model-key-list';

describe('model keys', () => {
  let context: KeysContext;
  let business: TenantContext;

  beforeAll(async () => {
    context = await startKeysContext();
  }, 60_000);

  beforeEach(async () => {
    business = await context.tenant();
  });

  afterAll(() => context.stop());

  it('tell open pages when one goes', async () => {
    const key = await context.key(business);
    const announce = jest.spyOn(context.app.get(LiveUpdates), 'announce');
    await context.app.get(ModelKeyKeeper).remove(business, key.id);
    expect(announce).toHaveBeenCalledWith(expect.anything(), 'model-keys');
    announce.mockRestore();
  });

  it.each([
    ['is away', { keyId: 'dk_0198d8a0-0000-7000-8000-00000000dead' }, { status: 503, code: 'key_service_unavailable' }],
    ['knows no such key', { keyId: 'gone' }, { status: 409, code: 'model_key_unreadable' }],
  ])('are checked in words when what decrypts them %s', async (_, { keyId }, problem) => {
    await context.asOwner(
      `INSERT INTO tenant_data_keys (tenant_id, id, wrapped_key, wrapping_key_id, created_at)
       VALUES ($1, '0198d8a0-0000-7000-8000-00000000dead', 'vault:v1:x', 'vault:transit/konstruct:v1', now())`,
      [business.tenantId],
    );
    const { id } = await context.key(business, { secretKeyId: keyId });
    const program = await context.program({
      VAULT_ADDR: 'http://127.0.0.1:9',
      VAULT_TOKEN: 'x',
      VAULT_TRANSIT_KEY: 'x',
    });
    await expect(program.get(KeyRechecks).check(business, id)).rejects.toMatchObject(problem);
  });

  describe('of the installation, by who may use them', () => {
    const KEY = { OPENAI_API_KEY: 'sk-of-the-installation' };
    let paying: TenantContext;

    beforeEach(async () => {
      paying = await context.tenant();
    });

    const keyOf = async (program: INestApplicationContext, tenant: TenantContext): Promise<string | undefined> =>
      (await program.get<TenantAccess>(TENANT_ACCESS, { strict: false }).of(tenant.tenantId).find('openai'))?.apiKey;

    const sourceOf = (program: INestApplicationContext, tenant: TenantContext): Promise<string | undefined> =>
      program.get(Database).inTenant(tenant, async (transaction) => {
        const providers = await program.get(ModelKeyList, { strict: false }).providers(transaction);
        return providers.find(({ provider }) => provider === 'openai')?.key_source;
      });

    /** As billing would say. */
    function bill(program: INestApplicationContext): void {
      const entitlements = program.get(EntitlementDesk, { strict: false });
      jest.spyOn(entitlements, 'of').mockImplementation(({ tenantId }) => {
        const tier = tenantId === paying.tenantId ? 'paid' : 'free';
        return Promise.resolve({ tier } as Awaited<ReturnType<EntitlementDesk['of']>>);
      });
    }

    it.each([
      ['everybody', true, true],
      ['paid', false, true],
      ['nobody', false, false],
    ])('%s', async (audience, isFree, isPaid) => {
      const program = await context.program({ ...KEY, INSTALLATION_MODEL_KEYS: audience });
      bill(program);
      for (const [tenant, isOffered] of [
        [business, isFree],
        [paying, isPaid],
      ] as const) {
        expect(await keyOf(program, tenant)).toBe(isOffered ? KEY.OPENAI_API_KEY : undefined);
        expect(await sourceOf(program, tenant)).toBe(isOffered ? 'installation' : 'none');
        await context.key(tenant);
        expect(await keyOf(program, tenant)).toBe('sk-demo-0123456789abcdef');
        expect(await sourceOf(program, tenant)).toBe('own');
      }
    });
  });
});
