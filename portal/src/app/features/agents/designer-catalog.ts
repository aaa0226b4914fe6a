import { Injectable, computed, inject } from '@angular/core';
import type { AgentTemplateView, ModelView } from '@konstruct/api-client';
import { MODEL_PROVIDER_NAMES } from '@konstruct/contracts';
import { AgentsApi } from '../../core/api/agents-api';
import { RemoteData } from '../../core/state/remote-data';

export interface ModelGroup {
  readonly provider: string;
  readonly label: string;
  readonly models: readonly ModelView[];
}

interface Catalog {
  readonly templates: readonly AgentTemplateView[];
  readonly models: readonly ModelView[];
}

/** Role templates and language models to choose from; the same for every business, so loaded once per visit. */
@Injectable({ providedIn: 'root' })
export class DesignerCatalog {
  private readonly api = inject(AgentsApi);
  private readonly data = new RemoteData<Catalog>(() => this.fetch());

  readonly isReady = computed(() => this.data.value() !== undefined);
  readonly problem = this.data.problem;
  readonly templates = computed(() => this.data.value()?.templates ?? []);
  readonly models = computed(() => this.data.value()?.models ?? []);
  readonly groups = computed(() => groupModels(this.models()));

  /** Loads on first use, or again after a failure. */
  ensureLoaded(): void {
    if (!this.isReady() && !this.data.isBusy()) void this.data.load();
  }

  find(provider: string, model: string): ModelView | undefined {
    return this.models().find((candidate) => candidate.provider === provider && candidate.model === model);
  }

  private async fetch(): Promise<Catalog> {
    const [templates, models] = await Promise.all([this.api.templates(), this.api.models()]);
    return { templates: templates.items, models: models.items };
  }
}

function groupModels(models: readonly ModelView[]): ModelGroup[] {
  const providers = [...new Set(models.map((model) => model.provider))];
  const names: Readonly<Record<string, string>> = MODEL_PROVIDER_NAMES;
  return providers.map((provider) => ({
    provider,
    label: names[provider] ?? provider,
    models: models.filter((model) => model.provider === provider),
  }));
}
