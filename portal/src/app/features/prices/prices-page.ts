import { Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { OwnPricePage, PriceView } from '@konstruct/api-client';
import { EmptyState, ErrorState, Icon, PageHeader, Skeleton } from '@konstruct/ui';
import { PricesApi } from '../../core/api/prices-api';
import { providerName } from '../../core/provider-names';
import { CurrentTenant } from '../../core/session/current-tenant';
import { CursorList } from '../../core/state/cursor-list';
import { RemoteData } from '../../core/state/remote-data';
import { formatTime } from '../../core/time/format-time';

/** The first day on record stands for "ever since". */
const EVER_SINCE = '2024-01-01';
const TYPING_PAUSE_MS = 250;

/** What calls are priced by: every price on record with its first day and where the figure comes from. */
@Component({
  selector: 'app-prices-page',
  imports: [EmptyState, ErrorState, Icon, MatButton, PageHeader, RouterLink, Skeleton],
  templateUrl: './prices-page.html',
  styleUrls: ['../../core/figure-table.scss', './prices-page.scss'],
})
export class PricesPage {
  private readonly api = inject(PricesApi);
  protected readonly tenant = inject(CurrentTenant);
  protected readonly providerName = providerName;

  protected readonly search = signal('');
  protected readonly list = new CursorList<PriceView & { readonly id: string }>((cursor) => this.fetch(cursor));
  protected readonly own = new RemoteData<OwnPricePage>(() => this.api.own(this.tenant.id()));
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    void this.list.load();
    void this.own.load();
  }

  protected find(event: Event): void {
    this.search.set((event.target as HTMLInputElement).value.trim());
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.list.load(), TYPING_PAUSE_MS);
  }

  protected since(day: string): string {
    return day <= EVER_SINCE ? 'Ever since' : formatTime(`${day}T12:00:00Z`, 'date', 'UTC');
  }

  /** Rates are small: all their decimals are written. */
  protected rate(usd: number): string {
    const decimals = { minimumFractionDigits: 2, maximumFractionDigits: 6 };
    return new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD', ...decimals }).format(usd);
  }

  private async fetch(cursor: string | null): Promise<{
    items: (PriceView & { id: string })[];
    next_cursor: string | null;
  }> {
    const page = await this.api.list(this.tenant.id(), this.search(), cursor);
    const items = page.items.map((price) => ({
      ...price,
      id: [price.seller, price.model, price.effective_from, price.daily_hours].join(' '),
    }));
    return { items, next_cursor: page.next_cursor };
  }
}
