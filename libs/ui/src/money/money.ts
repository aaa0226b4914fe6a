import { Component, computed, input } from '@angular/core';
import { MatTooltip } from '@angular/material/tooltip';
import { exactMoney, formatMoney } from './format-money';

/**
 * An amount of money. What is not known is shown as a dash with the reason, never as $0.00: an unpriced model would
 * look free. Sub-cent amounts carry their exact value in a tooltip.
 */
@Component({
  selector: 'k-money',
  imports: [MatTooltip],
  template: `<span
    [matTooltip]="hint()"
    [matTooltipDisabled]="!hint()"
    [class.has-hint]="hint()"
    [attr.tabindex]="hint() ? 0 : null"
    >{{ text() }}</span
  >`,
  host: { class: 'k-number' },
  styles: `
    .has-hint {
      text-decoration: underline dotted color-mix(in srgb, currentColor 48%, transparent);
      text-underline-offset: 4px;
      cursor: help;
    }
  `,
})
export class Money {
  readonly usd = input.required<number | null>();
  readonly unknown = input('Not known yet');

  protected readonly text = computed(() => {
    const usd = this.usd();
    return usd === null ? '–' : formatMoney(usd);
  });
  /** Only sub-cent amounts are explained: the decimals of larger ones would be noise. */
  protected readonly hint = computed(() => {
    const usd = this.usd();
    if (usd === null) return this.unknown();
    return usd > 0 && usd < 0.01 ? `Exactly ${exactMoney(usd)}` : '';
  });
}
