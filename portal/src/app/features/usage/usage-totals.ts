import { Component, computed, input } from '@angular/core';
import type { DashboardView } from '@konstruct/api-client';
import { Money, Skeleton } from '@konstruct/ui';
import { knownUsd, unpricedWords } from '../../core/unpriced-words';
import { changeInWords } from './change-in-words';

/** The chosen time in four figures, each with its change when it is compared. */
@Component({
  selector: 'app-usage-totals',
  imports: [Money, Skeleton],
  templateUrl: './usage-totals.html',
  styleUrls: ['../../core/figure-row.scss', './usage-totals.scss'],
})
export class UsageTotals {
  readonly dashboard = input.required<DashboardView | undefined>();

  protected readonly unpricedWords = unpricedWords;
  protected readonly numbers = new Intl.NumberFormat('en');
  protected readonly total = computed(() => this.dashboard()?.total);
  protected readonly cost = computed(() => knownUsd(costOf(this.total()), this.total()?.unpriced_calls ?? 0));
  protected readonly messages = computed(() =>
    (this.dashboard()?.messages ?? []).reduce((sum, { inbound, outbound }) => sum + inbound + outbound, 0),
  );
  protected readonly changes = computed(() => {
    const [now, before] = [this.total(), this.dashboard()?.previous?.total];
    if (!now || !before) return null;
    return {
      cost: changeInWords(costOf(now), costOf(before)),
      tokens: changeInWords(now.total_tokens, before.total_tokens),
      calls: changeInWords(now.model_calls, before.model_calls),
    };
  });
}

function costOf(total: DashboardView['total'] | undefined): number {
  return total ? total.cost_usd + total.channel_fees_usd : 0;
}
