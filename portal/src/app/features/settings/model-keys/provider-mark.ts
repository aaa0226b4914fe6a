import { Component, computed, input } from '@angular/core';
import type { ModelProvider } from '@konstruct/api-client';

/** Marks of our own, so that providers can be told apart at a glance; nobody's trademark. */
const MARKS: Readonly<Record<ModelProvider, { readonly letters: string; readonly hue: number }>> = {
  openai: { letters: 'O', hue: 165 },
  anthropic: { letters: 'A', hue: 35 },
  google: { letters: 'G', hue: 255 },
  mistral: { letters: 'M', hue: 55 },
  openai_compatible: { letters: '{ }', hue: 300 },
};

/** The mark of a provider of models. */
@Component({
  selector: 'app-provider-mark',
  template: `{{ mark().letters }}`,
  host: { 'aria-hidden': 'true', '[style.--hue]': 'mark().hue' },
  styles: `
    :host {
      display: grid;
      flex: none;
      place-items: center;
      width: 40px;
      height: 40px;
      border-radius: var(--k-radius-small);
      background: light-dark(oklch(0.93 0.045 var(--hue)), oklch(0.32 0.06 var(--hue)));
      color: light-dark(oklch(0.38 0.1 var(--hue)), oklch(0.9 0.07 var(--hue)));
      font-size: 18px;
      font-weight: 650;
    }
  `,
})
export class ProviderMark {
  readonly provider = input.required<ModelProvider>();

  protected readonly mark = computed(() => MARKS[this.provider()]);
}
