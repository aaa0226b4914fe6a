import { Injectable } from '@nestjs/common';
import { MODEL_PROVIDER_NAMES, MODEL_PROVIDERS, type ModelProvider } from '@konstruct/contracts';
import type { TenantTransaction } from '@konstruct/platform';
import { KeySpendQuery, type KeySpend } from '@konstruct/usage';
import { KeyAgents } from './key-agents';
import type { ModelKey } from './model-key.entity';
import { ModelKeyStore } from './model-key.store';
import { toFormerKeyView, toModelKeyView } from './model-key-view';
import type { FormerModelKeyView, ModelKeyView, ModelProviderView } from './model-keys.dto';
import { TenantModelAccess } from './tenant-model-access';

/** Where people make a key; a server of one's own says so itself. */
const KEY_PAGES: Readonly<Record<ModelProvider, string | null>> = {
  openai: 'https://platform.openai.com/api-keys',
  anthropic: 'https://console.anthropic.com/settings/keys',
  google: 'https://aistudio.google.com/apikey',
  mistral: 'https://console.mistral.ai/api-keys',
  openai_compatible: null,
};

/** Puts together what people see of their keys: who uses them, and what they cost. */
@Injectable()
export class ModelKeyList {
  constructor(
    private readonly keys: ModelKeyStore,
    private readonly agents: KeyAgents,
    private readonly spend: KeySpendQuery,
    private readonly access: TenantModelAccess,
  ) {}

  /** The keys that are there, and the deleted ones that were used this month: what they cost does not vanish with them. */
  async all(transaction: TenantTransaction): Promise<{ items: ModelKeyView[]; former: FormerModelKeyView[] }> {
    const spend = await this.spend.thisMonth(transaction);
    const former = (await this.keys.listDeleted(transaction, [...spend.keys()])).flatMap((key) => {
      const spent = spend.get(key.id);
      return key.deletedAt && spent ? [toFormerKeyView(key, key.deletedAt, spent)] : [];
    });
    return { items: await this.views(transaction, await this.keys.list(transaction), spend), former };
  }

  async one(transaction: TenantTransaction, key: ModelKey): Promise<ModelKeyView> {
    const [view] = await this.views(transaction, [key], await this.spend.thisMonth(transaction));
    if (!view) throw new Error('a key has a view');
    return view;
  }

  async providers(transaction: TenantTransaction): Promise<ModelProviderView[]> {
    const own = new Set((await this.keys.list(transaction)).map(({ provider }) => provider));
    const available = new Set(await this.access.available(transaction, MODEL_PROVIDERS));
    return MODEL_PROVIDERS.map((provider) => ({
      provider,
      name: MODEL_PROVIDER_NAMES[provider],
      key_source: own.has(provider) ? 'own' : available.has(provider) ? 'installation' : 'none',
      key_page_url: KEY_PAGES[provider],
    }));
  }

  private async views(
    transaction: TenantTransaction,
    keys: readonly ModelKey[],
    spend: ReadonlyMap<string, KeySpend>,
  ): Promise<ModelKeyView[]> {
    const views: ModelKeyView[] = [];
    for (const key of keys) {
      const agents = await this.agents.using(transaction, key.provider);
      views.push(toModelKeyView(key, agents, spend.get(key.id)));
    }
    return views;
  }
}
