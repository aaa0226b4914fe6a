import { DestroyRef, Injectable, inject } from '@angular/core';
import type {
  AddModelKeyRequest,
  FormerModelKeyView,
  ModelKeyView,
  ModelProviderView,
  ReplaceModelKeyRequest,
} from '@konstruct/api-client';
import { ModelKeysApi } from '../../../core/api/model-keys-api';
import { LiveUpdates } from '../../../core/live/live-updates';
import { CurrentTenant } from '../../../core/session/current-tenant';
import { RemoteData } from '../../../core/state/remote-data';

interface ModelKeys {
  readonly keys: readonly ModelKeyView[];
  /** Deleted ones that were used this month. */
  readonly former: readonly FormerModelKeyView[];
  /** Providers without a key of the business's own. */
  readonly others: readonly ModelProviderView[];
  readonly providers: readonly ModelProviderView[];
}

/** The business's own model keys, and what the other providers are called with. */
@Injectable()
export class ModelKeysStore {
  private readonly api = inject(ModelKeysApi);
  private readonly tenant = inject(CurrentTenant);
  private readonly data = new RemoteData<ModelKeys>(() => this.fetch());

  readonly modelKeys = this.data.value;
  readonly problem = this.data.problem;
  readonly hasFailed = this.data.hasFailed;

  constructor() {
    inject(LiveUpdates).on(['model-keys', 'agents'], () => void this.refresh(), inject(DestroyRef));
    void this.refresh();
  }

  refresh(): Promise<void> {
    return this.data.refresh();
  }

  async add(request: AddModelKeyRequest): Promise<ModelKeyView> {
    const added = await this.api.add(this.tenant.id(), request);
    await this.refresh();
    return added;
  }

  async replace(keyId: string, request: ReplaceModelKeyRequest): Promise<ModelKeyView> {
    const replaced = await this.api.replace(this.tenant.id(), keyId, request);
    await this.refresh();
    return replaced;
  }

  async check(keyId: string): Promise<ModelKeyView> {
    const checked = await this.api.check(this.tenant.id(), keyId);
    await this.refresh();
    return checked;
  }

  async remove(keyId: string): Promise<void> {
    await this.api.remove(this.tenant.id(), keyId);
    await this.refresh();
  }

  private async fetch(): Promise<ModelKeys> {
    const tenantId = this.tenant.id();
    const [keys, providers] = await Promise.all([this.api.list(tenantId), this.api.providers(tenantId)]);
    const others = providers.items.filter(({ key_source: source }) => source !== 'own');
    return { keys: keys.items, former: keys.former, others, providers: providers.items };
  }
}
