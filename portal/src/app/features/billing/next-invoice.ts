import { Component, input } from '@angular/core';
import type { NextInvoiceView } from '@konstruct/api-client';
import { Money, Skeleton } from '@konstruct/ui';
import { RemoteData } from '../../core/state/remote-data';
import { TenantTimePipe } from '../../core/time/tenant-time.pipe';

/** What will be charged next, line by line. */
@Component({
  selector: 'app-next-invoice',
  imports: [Money, Skeleton, TenantTimePipe],
  template: `
    <section class="k-card" aria-labelledby="next-invoice-heading">
      <h2 id="next-invoice-heading" tabindex="-1">Next invoice</h2>
      @if (data().value(); as invoice) {
        @if (invoice.amount_usd === null) {
          <p class="k-muted">None is on its way.</p>
        } @else {
          <p>{{ invoice.date ?? '' | tenantTime: 'date' }}</p>
          <ul class="lines">
            @for (line of invoice.lines; track $index) {
              <li>
                <span>{{ line.description }}</span><k-money [usd]="line.amount_usd" />
              </li>
            }
            <li class="total"><span>Total</span><k-money [usd]="invoice.amount_usd" /></li>
          </ul>
        }
      } @else if (data().hasFailed()) {
        <p class="k-muted">Stripe does not answer at the moment.</p>
      } @else {
        <k-skeleton [count]="2" [height]="24" />
      }
    </section>
  `,
  styleUrl: './billing-card.scss',
})
export class NextInvoice {
  readonly data = input.required<RemoteData<NextInvoiceView>>();
}
