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

  const call = ({ id, replacedAt }: ModelKey, outcome: ModelCall['outcome'], model = 'gpt-5.4-mini'): ModelCall =>
    ({
      ...{ keyId: id, keyReplacedAt: replacedAt },
      provider: 'openai',
      model,
      startedAt: new Date(),
      outcome,
    }) as ModelCall;

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

  it('that loses access to a model of an employee fails until that model answers, whatever others do', async () => {
    const key = await context.key(business);
    await note(call(key, 'model_not_found', 'gpt-5.5'));
    expect(await state(key)).toEqual({ failure: null, isUsed: true });
    await context.employee(business, 'Mia', 'gpt-5.5');
    await context.employee(business, 'Max', 'gpt-5.4-mini');
    await note(call(key, 'model_not_found', 'gpt-5.5'), call(key, 'ok'));
    expect(await state(key)).toEqual({ failure: 'no_model_access', isUsed: true });
    await note(call(key, 'ok'));
    expect(await state(key)).toEqual({ failure: 'no_model_access', isUsed: true });
    const [notice] = await context.asOwner<{ body: string }>(
      'SELECT body FROM notices WHERE tenant_id = $1 AND resolved_at IS NULL',
      [business.tenantId],
    );
    expect(notice?.body).toContain('that gpt-5.5 does not exist or that the key may not use it. Mia cannot answer');
    await note(call(key, 'ok', 'gpt-5.5'));
    expect(await state(key)).toEqual({ failure: null, isUsed: true });
    expect(await notices()).toEqual([]);
  });

  it('works again once a check has tried the models in use', async () => {
    const key = await context.key(business);
    await context.employee(business, 'Mia', 'gpt-5.5');
    await note(call(key, 'model_not_found', 'gpt-5.5'));
    const check = { verdict: 'ok', model: 'gpt-5.4-mini' } as const;
    await context.database.inTenant(business, (transaction) =>
      context.app.get(KeyWatch).noteCheck(transaction, key, check, new Date()),
    );
    expect(await state(key)).toEqual({ failure: null, isUsed: true });
  });
});
