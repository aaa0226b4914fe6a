import { Component, InjectionToken, Signal, computed, inject, input, signal } from '@angular/core';
import { MoneyDisplay, exactMoney, formatMoney } from './format-money';
import { MoneyHint } from './money-hint';

/** How amounts are written in this business; the application provides it from the business's settings. */
export const MONEY_DISPLAY = new InjectionToken<Signal<MoneyDisplay>>('MONEY_DISPLAY', {
  providedIn: 'root',
  factory: () => signal('symbol'),
});

/**
 * An amount of money. What is not known is shown as a dash with the reason, never as $0.00: an unpriced model would
 * look free. Sub-cent amounts carry their exact value in a tooltip, which is loaded for them alone.
 */
@Component({
  selector: 'k-money',
  imports: [MoneyHint],
  template: `
    @if (hint()) {
      @defer (on immediate) {
        <k-money-hint [text]="text()" [hint]="hint()" />
      } @placeholder {
        <span>{{ text() }}</span>
      }
    } @else {
      <span>{{ text() }}</span>
    }
  `,
  host: { class: 'k-number' },
})
export class Money {
  private readonly display = inject(MONEY_DISPLAY);

  readonly usd = input.required<number | null>();
  readonly unknown = input('Not known yet');

  protected readonly text = computed(() => {
    const usd = this.usd();
    return usd === null ? '–' : formatMoney(usd, this.display());
  });
  protected readonly hint = computed(() => {
    const usd = this.usd();
    if (usd === null) return this.unknown();
    const exact = exactMoney(usd, this.display());
    return exact && `Exactly ${exact}`;
  });
}
