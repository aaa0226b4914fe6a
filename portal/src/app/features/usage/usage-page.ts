import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatButtonToggle, MatButtonToggleGroup } from '@angular/material/button-toggle';
import { MatCheckbox } from '@angular/material/checkbox';
import { Router, RouterLink } from '@angular/router';
import { TIME_RANGE_NAMES, localDateOf } from '@konstruct/contracts';
import {
  EmptyState,
  ErrorState,
  Icon,
  MONEY_DISPLAY,
  Notice,
  PageHeader,
  exactMoney,
  formatMoney,
} from '@konstruct/ui';
import { usageExportAddress } from '../../core/api/usage-api';
import { BudgetStrip } from '../../core/budgets/budget-strip';
import { LiveUpdates } from '../../core/live/live-updates';
import { CurrentTenant } from '../../core/session/current-tenant';
import { AgoPipe } from '../../core/time/ago.pipe';
import { providerName } from '../../core/provider-names';
import { isDate } from './bucket-words';
import { SparseSeries, StackedSeries, stackSeries } from './stacked-series';
import { UsageBreakdown } from './usage-breakdown';
import { UsageChart } from './usage-chart';
import { RANGE_LABELS, readRange, rangeAddress, rangeQuery } from './usage-range';
import { UsageStore } from './usage-store';
import { UsageTotals } from './usage-totals';

const compactNumbers = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

/** What employees use and cost over time. The range stands in the address, so that what is seen can be passed on. */
@Component({
  selector: 'app-usage-page',
  imports: [
    AgoPipe,
    BudgetStrip,
    EmptyState,
    ErrorState,
    Icon,
    MatButton,
    MatButtonToggle,
    MatButtonToggleGroup,
    MatCheckbox,
    Notice,
    PageHeader,
    RouterLink,
    UsageBreakdown,
    UsageChart,
    UsageTotals,
  ],
  providers: [UsageStore],
  templateUrl: './usage-page.html',
  styleUrl: './usage-page.scss',
})
export class UsagePage {
  private readonly router = inject(Router);
  private readonly moneyDisplay = inject(MONEY_DISPLAY);
  protected readonly store = inject(UsageStore);
  protected readonly tenant = inject(CurrentTenant);
  protected readonly live = inject(LiveUpdates);
  protected readonly names = TIME_RANGE_NAMES;
  protected readonly labels = RANGE_LABELS;

  readonly range = input<string>();
  readonly from = input<string>();
  readonly to = input<string>();
  readonly compare = input<string>();

  protected readonly shown = computed(() => readRange(this.range(), this.from(), this.to()));
  protected readonly isCompared = computed(() => this.compare() === 'previous_period');
  protected readonly measure = signal<'cost' | 'tokens'>('cost');
  protected readonly isChoosing = signal(false);
  protected readonly chosen = computed(() => (this.isChoosing() ? 'custom' : this.shown().name));
  protected readonly today = computed(() => localDateOf(new Date(), this.tenant.timeZone()));
  protected readonly isEmpty = computed(() => {
    const dashboard = this.store.dashboard();
    return dashboard?.total.model_calls === 0 && dashboard.messages.length === 0;
  });
  /** What is used and has no price yet is not nothing. */
  protected readonly nothing = computed(() =>
    this.measure() === 'cost' && this.store.dashboard()?.total.unpriced_calls
      ? 'Nothing here has a price yet. Choose Tokens to see what was used.'
      : 'Nothing in this time.',
  );
  protected readonly exportAddress = computed(() =>
    usageExportAddress(this.tenant.id(), { report: 'over_time', ...rangeQuery(this.shown()) }),
  );

  protected readonly employees = computed(() =>
    this.stack(
      this.store.dashboard()?.agent_series.map(({ agent_id, agent_name, points }) => ({
        name: agent_id === null ? 'Drafts and key checks' : agent_name,
        points: points.map((point) => ({ bucket: point.bucket, value: this.valueOf(point) })),
      })),
    ),
  );
  protected readonly models = computed(() =>
    this.stack(
      this.store.dashboard()?.model_series.map(({ provider, model, points }) => ({
        name: `${providerName(provider)} ${model}`,
        points: points.map((point) => ({ bucket: point.bucket, value: this.valueOf(point) })),
      })),
    ),
  );
  protected readonly messages = computed(() =>
    this.stack(
      this.store.dashboard()?.message_series.map(({ channel_kind, points }) => ({
        name: providerName(channel_kind),
        points: points.map(({ bucket, inbound, outbound }) => ({ bucket, value: inbound + outbound })),
      })),
    ),
  );

  protected readonly format = computed(() => {
    const display = this.moneyDisplay();
    return this.measure() === 'cost'
      ? (value: number): string => exactMoney(value, display) || formatMoney(value, display)
      : (value: number): string => compactNumbers.format(value);
  });
  protected readonly count = (value: number): string => compactNumbers.format(value);

  constructor() {
    effect(() => {
      const [range, isCompared] = [this.shown(), this.isCompared()];
      untracked(() => {
        this.store.show(range, isCompared);
      });
    });
  }

  protected choose(name: string): void {
    this.isChoosing.set(name === 'custom');
    if (name !== 'custom') this.go(rangeAddress(readRange(name)));
  }

  protected chooseDates(from: string, to: string): void {
    this.go(rangeAddress(readRange(undefined, from, to)));
  }

  protected compareWith(isCompared: boolean): void {
    this.go({ compare: isCompared ? 'previous_period' : null });
  }

  /** From the days of a month to the hours of a day, and from there to the single calls. */
  protected open(bucket: string): void {
    if (isDate(bucket)) {
      this.go(rangeAddress({ name: 'custom', from: bucket, to: bucket }));
      return;
    }
    const day = localDateOf(new Date(bucket), this.tenant.timeZone());
    void this.router.navigate(['/t', this.tenant.id(), 'usage', 'calls'], {
      queryParams: { from: day, to: day, hour: bucket },
    });
  }

  private go(queryParams: Record<string, string | null>): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }

  private valueOf(point: { total_usd: number; total_tokens: number }): number {
    return this.measure() === 'cost' ? point.total_usd : point.total_tokens;
  }

  private stack(series: readonly SparseSeries[] | undefined): StackedSeries[] {
    return stackSeries(series ?? [], this.store.dashboard()?.buckets.length ?? 0);
  }
}
