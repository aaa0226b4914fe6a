import { Component, computed, effect, inject, input, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatTooltip } from '@angular/material/tooltip';
import { Router, RouterLink } from '@angular/router';
import type { CallView } from '@konstruct/api-client';
import { EmptyState, ErrorState, Icon, Money, PageHeader, Skeleton } from '@konstruct/ui';
import { usageExportAddress } from '../../core/api/usage-api';
import { providerName } from '../../core/provider-names';
import { CurrentTenant } from '../../core/session/current-tenant';
import { TenantTimePipe } from '../../core/time/tenant-time.pipe';
import { bucketName } from './bucket-words';
import { outcomeWords } from './outcome-words';
import { UsageCallsStore } from './usage-calls-store';
import { RANGE_LABELS, readRange, rangeQuery } from './usage-range';

/** What the address may narrow the calls down by; the API calls the first `agent_id`. */
const FILTERS = ['agent', 'provider', 'model', 'hour', 'unpriced'] as const;
type FilterName = (typeof FILTERS)[number];

/** The single calls and fees that a sum is made of, with the conversation that each was for. */
@Component({
  selector: 'app-usage-calls-page',
  imports: [
    EmptyState,
    ErrorState,
    Icon,
    MatButton,
    MatTooltip,
    Money,
    PageHeader,
    RouterLink,
    Skeleton,
    TenantTimePipe,
  ],
  providers: [UsageCallsStore],
  templateUrl: './usage-calls-page.html',
  styleUrl: './usage-calls-page.scss',
})
export class UsageCallsPage {
  private readonly router = inject(Router);
  protected readonly store = inject(UsageCallsStore);
  protected readonly tenant = inject(CurrentTenant);
  protected readonly numbers = new Intl.NumberFormat('en');
  protected readonly providerName = providerName;
  protected readonly outcomeWords = outcomeWords;

  readonly range = input<string>();
  readonly from = input<string>();
  readonly to = input<string>();
  readonly agent = input<string>();
  readonly provider = input<string>();
  readonly model = input<string>();
  readonly hour = input<string>();
  readonly unpriced = input<string>();

  protected readonly shown = computed(() => readRange(this.range(), this.from(), this.to()));
  private readonly filters = computed<Readonly<Record<FilterName, string | undefined>>>(() => ({
    agent: this.agent(),
    provider: this.provider(),
    model: this.model(),
    hour: this.hour(),
    unpriced: this.unpriced(),
  }));
  private readonly query = computed(() => {
    const { agent, ...others } = this.filters();
    return { ...rangeQuery(this.shown()), ...definedOf({ ...others, agent_id: agent }) };
  });
  protected readonly exportAddress = computed(() =>
    usageExportAddress(this.tenant.id(), { report: 'calls', ...this.query() }),
  );
  protected readonly time = computed(() => {
    const { name, from, to } = this.shown();
    const hour = this.hour();
    const zone = this.tenant.timeZone();
    if (hour) return `The hour from ${bucketName(hour, zone)}`;
    if (name !== 'custom') return RANGE_LABELS[name];
    return from === to ? bucketName(from, zone) : `${bucketName(from, zone)} to ${bucketName(to, zone)}`;
  });
  /** The filters that are set, in words, each to be taken away. */
  protected readonly chips = computed(() => {
    const filters = this.filters();
    const agent = this.store.list.items().find(({ agent_id }) => agent_id === filters.agent)?.agent_name;
    const words: Record<FilterName, string> = {
      agent: agent ?? 'One employee',
      provider: providerName(filters.provider ?? ''),
      model: filters.model ?? '',
      hour: 'One hour',
      unpriced: 'Without a price',
    };
    return FILTERS.filter((name) => filters[name]).map((name) => ({ name, label: words[name] }));
  });

  constructor() {
    effect(() => {
      const query = this.query();
      untracked(() => {
        this.store.show(query);
      });
    });
  }

  protected clear(name: FilterName): void {
    void this.router.navigate([], { queryParams: { [name]: null }, queryParamsHandling: 'merge' });
  }

  protected inputTokens(call: CallView): number {
    return call.input_tokens + call.cached_input_tokens + call.cache_write_5m_tokens + call.cache_write_1h_tokens;
  }
}

function definedOf(filters: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(filters).filter((entry): entry is [string, string] => Boolean(entry[1])));
}
