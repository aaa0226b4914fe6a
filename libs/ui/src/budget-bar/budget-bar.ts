import { Component, computed, inject, input } from '@angular/core';
import { formatMoney } from '../money/format-money';
import { MONEY_DISPLAY } from '../money/money';

export type BudgetState = 'none' | 'ok' | 'warning' | 'exceeded';

/** How much of a month's budget is used. Over 100% the bar stays full and the words say by how much. */
@Component({
  selector: 'k-budget-bar',
  template: `
    @if (limitUsd() === null) {
      <span class="k-muted">No limit</span>
    } @else {
      <div
        class="track"
        role="meter"
        aria-valuemin="0"
        aria-valuemax="100"
        [attr.aria-valuenow]="width()"
        [attr.aria-label]="label()"
        [attr.aria-valuetext]="words()"
      >
        <span class="fill" [style.width.%]="width()"></span>
      </div>
      <span class="words k-number" aria-hidden="true">{{ words() }}</span>
    }
  `,
  host: { '[class]': '"state-" + state()' },
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: 4px;
      min-width: 104px;
      font-size: 12px;
      line-height: 16px;
      --fill: var(--k-success);
    }
    :host(.state-warning) {
      --fill: var(--k-warning);
    }
    :host(.state-exceeded) {
      --fill: var(--k-danger);
    }
    .track {
      height: 8px;
      border-radius: 4px;
      background: var(--k-muted-container);
      overflow: hidden;
    }
    .fill {
      display: block;
      height: 100%;
      border-radius: 4px;
      background: var(--fill);
    }
    .words {
      color: var(--k-text-muted);
      white-space: nowrap;
    }
    :host(.state-warning) .words,
    :host(.state-exceeded) .words {
      color: var(--fill);
      font-weight: 550;
    }
  `,
})
export class BudgetBar {
  private readonly display = inject(MONEY_DISPLAY);

  readonly limitUsd = input.required<number | null>();
  readonly percent = input.required<number | null>();
  readonly state = input.required<BudgetState>();
  readonly label = input('Budget used this month');

  protected readonly width = computed(() => Math.min(100, Math.max(0, Math.round(this.percent() ?? 0))));
  protected readonly words = computed(
    () => `${Math.round(this.percent() ?? 0)}% of ${formatMoney(this.limitUsd() ?? 0, this.display())}`,
  );
}
