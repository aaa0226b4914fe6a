import { Component, computed, inject, input } from '@angular/core';
import { FieldTree, FormField } from '@angular/forms/signals';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOptgroup, MatOption, MatSelect, MatSelectTrigger } from '@angular/material/select';
import { MatSlider, MatSliderThumb } from '@angular/material/slider';
import type { ModelProviderView, ModelView } from '@konstruct/api-client';
import { ModelKeysApi } from '../../core/api/model-keys-api';
import { Page } from '../../core/api/types';
import { firstError } from '../../core/errors/form-problems';
import { CurrentTenant } from '../../core/session/current-tenant';
import { RemoteData } from '../../core/state/remote-data';
import { DesignerDraft } from './agent-draft';
import { DesignerCatalog } from './designer-catalog';
import { priceWords, replyLengthWords, temperatureWords } from './model-words';

/** Stands in the list of models for all that an OpenAI-compatible server has. */
const OWN_SERVER = 'openai_compatible';

/** How the employee thinks: language model, temperature, length of replies. */
@Component({
  selector: 'app-model-section',
  imports: [
    FormField,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    MatOptgroup,
    MatOption,
    MatSelect,
    MatSelectTrigger,
    MatSlider,
    MatSliderThumb,
  ],
  templateUrl: './model-section.html',
  styleUrls: ['./section.scss', './model-section.scss'],
})
export class ModelSection {
  private readonly keys = inject(ModelKeysApi);
  private readonly tenant = inject(CurrentTenant);
  private readonly providers = new RemoteData<Page<ModelProviderView>>(() => this.keys.providers(this.tenant.id()));
  protected readonly catalog = inject(DesignerCatalog);

  readonly form = input.required<FieldTree<DesignerDraft>>();

  protected readonly firstError = firstError;
  protected readonly priceWords = priceWords;
  protected readonly key = computed(() => `${this.form().provider().value()}/${this.form().model().value()}`);
  protected readonly chosen = computed(() =>
    this.catalog.find(this.form().provider().value(), this.form().model().value()),
  );
  protected readonly modelError = computed(() => firstError(this.form().model) || firstError(this.form().provider));
  protected readonly temperature = computed(() => temperatureWords(this.form().temperature().value()));
  protected readonly replyLength = computed(() => replyLengthWords(this.form().max_reply_tokens().value()));

  /** A model of a server that speaks OpenAI's protocol goes by whatever name that server gave it. */
  protected readonly ownServer = OWN_SERVER;
  protected readonly isOnOwnServer = computed(() => this.form().provider().value() === 'openai_compatible');
  protected readonly select = computed(() => (this.isOnOwnServer() ? OWN_SERVER : this.key()));

  /** Says so before the first message fails: there may be no such server for this business. */
  protected readonly hasOwnServer = computed(() => {
    const known = this.providers.value()?.items.find(({ provider }) => provider === OWN_SERVER);
    return known?.key_source !== 'none';
  });

  constructor() {
    void this.providers.load();
  }

  /** By the business's own key, or the installation's where it may be used. */
  protected isAvailable(model: ModelView): boolean {
    const known = this.providers.value()?.items.find(({ provider }) => provider === model.provider);
    return known ? known.key_source !== 'none' : model.is_available;
  }

  protected keyOf(model: ModelView): string {
    return `${model.provider}/${model.model}`;
  }

  protected chooseModel(key: string): void {
    if (key === OWN_SERVER) {
      this.form().provider().value.set('openai_compatible');
      this.form().model().value.set('');
      this.form().model().markAsDirty();
      return;
    }
    const chosen = this.catalog.models().find((model) => this.keyOf(model) === key);
    if (!chosen) return;
    this.form().provider().value.set(chosen.provider);
    this.form().model().value.set(chosen.model);
    this.form().model().markAsDirty();
  }

  protected chooseTemperature(value: number): void {
    this.form().temperature().value.set(value);
    this.form().temperature().markAsDirty();
  }
}
