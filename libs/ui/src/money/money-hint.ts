import { Component, input } from '@angular/core';
import { MatTooltip } from '@angular/material/tooltip';

/** An amount that needs a word of explanation, reachable by pointer, touch and keyboard. */
@Component({
  selector: 'k-money-hint',
  imports: [MatTooltip],
  template: `<span tabindex="0" [matTooltip]="hint()">{{ text() }}</span>`,
  styles: `
    span {
      text-decoration: underline dotted color-mix(in srgb, currentColor 48%, transparent);
      text-underline-offset: 4px;
      cursor: help;
    }
  `,
})
export class MoneyHint {
  readonly text = input.required<string>();
  readonly hint = input.required<string>();
}
