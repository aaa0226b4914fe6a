import type { ModelCall } from '@konstruct/models';
import type { TenantContext } from '@konstruct/platform';
import { startKeysContext, type KeysContext } from '../testing/keys-context';
import { KeyWatch } from './key-watch';
import type { ModelKey } from './model-key.entity';

describe('a model key at work', () => {
  let context: KeysContext;
  let business: TenantContext;

  beforeAll(async () => {
    context = await startKeysContext();
  }, 60_000);

  beforeEach(async () => {
    business = await context.tenant();
  });

  afterAll(() => context.stop());

  const call = ({ id, replacedAt }: ModelKey, outcome: ModelCall['outcome']): ModelCall =>
    ({ keyId: id, keyReplacedAt: replacedAt, startedAt: new Date(), outcome }) as ModelCall;

  const note = (...calls: ModelCall[]): Promise<void> =>
    context.database.inTenant(business, (transaction) => context.app.get(KeyWatch).noteCalls(transaction, calls));

  async function state({ id }: ModelKey): Promise<unknown> {
    const [row] = await context.asOwner<{ failure_code: string | null; last_used_at: Date | null }>(
      'SELECT failure_code, last_used_at FROM model_keys WHERE id = $1',
      [id],
    );
    return { failure: row?.failure_code, isUsed: row?.last_used_at !== null };
  }

  const notices = (): Promise<object[]> =>
    context.asOwner('SELECT kind FROM notices WHERE tenant_id = $1 AND resolved_at IS NULL', [business.tenantId]);

  it('fails once the provider refuses it, and works again once it answers', async () => {
    const key = await context.key(business, { replacedAt: new Date('2026-11-21T10:00:00.123Z') });
    await note(call(key, 'invalid_key'));
    expect(await state(key)).toEqual({ failure: 'invalid_key', isUsed: true });
    expect(await notices()).toEqual([{ kind: 'model_key.failing' }]);
    await note(call(key, 'ok'));
    expect(await state(key)).toEqual({ failure: null, isUsed: true });
    expect(await notices()).toEqual([]);
  });

  it('is not taken for the one that it replaced, whose answers are booked late', async () => {
    const current = await context.key(business, { replacedAt: new Date('2026-11-21T10:00:00.123Z') });
    const first = { ...current, replacedAt: null };
    const second = { ...current, replacedAt: new Date('2026-11-20T10:00:00Z') };
    await note(call(first, 'invalid_key'), call(second, 'no_credit'));
    expect(await state(current)).toEqual({ failure: null, isUsed: false });
    expect(await notices()).toEqual([]);
    await note(call(current, 'no_credit'), call(second, 'ok'));
    expect(await state(current)).toEqual({ failure: 'no_credit', isUsed: true });
  });
});
