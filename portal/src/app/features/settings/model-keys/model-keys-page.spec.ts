import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { HttpTestingController } from '@angular/common/http/testing';
import { ComponentFixture, TestBed } from '@angular/core/testing';
import { MatButtonHarness } from '@angular/material/button/testing';
import { MatDialogHarness } from '@angular/material/dialog/testing';
import { MatInputHarness } from '@angular/material/input/testing';
import type { FormerModelKeyView, ModelKeyView, ModelProviderView, Role } from '@konstruct/api-client';
import { Confirm } from '@konstruct/ui';
import { answer, openTenant, providePortalTesting, settle } from '../../../testing/portal-testing';
import { TENANT_ID, modelKeyView } from '../../../testing/wire-samples';
import { ModelKeysPage } from './model-keys-page';

const KEYS = `/api/portal/tenants/${TENANT_ID}/llm-keys`;
const PROVIDERS = `/api/portal/tenants/${TENANT_ID}/model-providers`;

function providers(own: readonly string[]): ModelProviderView[] {
  const names = { openai: 'OpenAI', anthropic: 'Anthropic', openai_compatible: 'OpenAI-compatible server' } as const;
  return (Object.keys(names) as (keyof typeof names)[]).map((provider) => ({
    provider,
    name: names[provider],
    key_source: own.includes(provider) ? 'own' : provider === 'openai' ? 'installation' : 'none',
    key_page_url: provider === 'openai_compatible' ? null : `https://${provider}.example/keys`,
  }));
}

describe('ModelKeysPage', () => {
  let fixture: ComponentFixture<ModelKeysPage>;
  const text = (): string => (fixture.nativeElement as HTMLElement).textContent.replace(/\s+/g, ' ');

  async function answerPage(keys: readonly ModelKeyView[], former: readonly FormerModelKeyView[] = []): Promise<void> {
    answer('GET', KEYS, { items: keys, next_cursor: null, former });
    answer('GET', PROVIDERS, { items: providers(keys.map(({ provider }) => provider)), next_cursor: null });
    await settle();
  }

  async function show(
    role: Role,
    keys: readonly ModelKeyView[],
    former: readonly FormerModelKeyView[] = [],
  ): Promise<void> {
    TestBed.configureTestingModule({ providers: providePortalTesting() });
    openTenant(role);
    fixture = TestBed.createComponent(ModelKeysPage);
    await answerPage(keys, former);
  }

  const button = (words: RegExp): Promise<MatButtonHarness> =>
    TestbedHarnessEnvironment.documentRootLoader(fixture).getHarness(MatButtonHarness.with({ text: words }));

  it('shows what there is to know of a key, and never the key', async () => {
    await show('owner', [modelKeyView()]);
    for (const words of ['Marketing account', 'OpenAI · •••• x7Qa', '$12.43', 'Nora', 'Maria Schmidt', 'Works'])
      expect(text()).toContain(words);
    expect(text()).toContain('AnthropicNo key, so its models cannot be used');
  });

  it('says that a key fails, since when, and whom it concerns', async () => {
    const failure = 'its account has no credit left or has reached its limit';
    await show('owner', [modelKeyView({ failing_since: '2026-11-21T09:30:00.000Z', failure })]);
    expect(text()).toContain(`It is of no use at work: ${failure}. Nora cannot answer with it.`);
  });

  it('says of a key that cannot be decrypted what happened and what to do', async () => {
    const failure = 'it cannot be decrypted any more';
    const since = '2026-11-21T09:30:00.000Z';
    await show('owner', [modelKeyView({ failing_since: since, failure, failure_code: 'unreadable' })]);
    for (const words of ['Unreadable', 'Cannot be read since', 'Replace it, or ask who runs this installation']) {
      expect(text()).toContain(words);
    }
  });

  it('says of a key that lost a model that the key itself is good', async () => {
    const failure = 'the provider says that gpt-5.5 does not exist or that the key may not use it';
    const since = '2026-11-21T09:30:00.000Z';
    await show('owner', [modelKeyView({ failing_since: since, failure, failure_code: 'no_model_access' })]);
    for (const words of ['Lacks a model since', `It is good, but ${failure}.`, 'choose another model']) {
      expect(text()).toContain(words);
    }
    expect(text()).not.toContain('cannot answer with it');
  });

  it('keeps the name and the spend of a key that was deleted this month', async () => {
    const deleted = {
      id: 'gone',
      provider: 'openai',
      label: 'Old account',
      deleted_at: '2026-11-20T09:30:00.000Z',
    } as const;
    await show('owner', [], [{ ...deleted, spend_this_month_usd: 3.2, unpriced_calls: 0 }]);
    expect(text()).toContain('Old accountDeleted Nov 20, 2026$3.20');
  });

  it('lets those look who may not change anything', async () => {
    await show('operator', [modelKeyView()]);
    expect(text()).toContain('Owners and admins of the business add and change keys.');
    expect(text()).not.toContain('Check now');
  });

  it('adds a key in a dialog, and puts what the provider says on the field', async () => {
    await show('owner', []);
    await (await button(/Add key/)).click();
    await settle();
    const loader = TestbedHarnessEnvironment.documentRootLoader(fixture);
    const dialog = await loader.getHarness(MatDialogHarness);
    const [name, key] = await dialog.getAllHarnesses(MatInputHarness);
    expect(await name?.getValue()).toBe('OpenAI');
    await key?.setValue('sk-wrong-0123456789');
    await (await button(/Check and save/)).click();
    await settle();
    const refused = TestBed.inject(HttpTestingController).expectOne({ method: 'POST', url: KEYS });
    expect(refused.request.body).toEqual({ provider: 'openai', label: 'OpenAI', api_key: 'sk-wrong-0123456789' });
    const detail = 'OpenAI does not know this key.';
    refused.flush(
      { code: 'model_key_refused', detail, errors: [{ pointer: '/api_key', detail }] },
      { status: 422, statusText: 'Unprocessable' },
    );
    await settle();
    expect(await dialog.getText()).toContain(detail);
  });

  it('names the employees before a key is deleted', async () => {
    await show('owner', [modelKeyView()]);
    const ask = jest.spyOn(TestBed.inject(Confirm), 'ask').mockResolvedValue(true);
    await (await button(/Delete/)).click();
    await settle();
    expect(ask.mock.calls[0]?.[0].text).toContain('Nora uses it.');
    answer('DELETE', `${KEYS}/${modelKeyView().id}`, null);
    await settle();
    await answerPage([]);
    expect(text()).not.toContain('Marketing account');
  });
});
