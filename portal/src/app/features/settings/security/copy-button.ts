import { Component, computed, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Icon } from '@konstruct/ui';

type Outcome = 'none' | 'copied' | 'refused';

const WORDS: Record<Outcome, string> = { none: 'Copy', copied: 'Copied', refused: 'Select and copy it' };

/** Copies a text and says whether the browser let it. */
@Component({
  selector: 'app-copy-button',
  imports: [Icon, MatButton],
  template: `
    <button matButton type="button" (click)="copy()">
      <k-icon [name]="outcome() === 'copied' ? 'check' : 'content_copy'" />
      {{ words() }}<span class="cdk-visually-hidden"> {{ what() }}</span>
    </button>
    <span class="cdk-visually-hidden" aria-live="polite">{{ outcome() === 'none' ? '' : words() }}</span>
  `,
})
export class CopyButton {
  readonly text = input.required<string>();
  /** What is copied, for whoever hears the button. */
  readonly what = input.required<string>();

  protected readonly outcome = signal<Outcome>('none');
  protected readonly words = computed(() => WORDS[this.outcome()]);

  protected async copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.text());
      this.outcome.set('copied');
    } catch {
      this.outcome.set('refused');
    }
  }
}
