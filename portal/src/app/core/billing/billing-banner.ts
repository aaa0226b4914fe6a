import { Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { Notice } from '@konstruct/ui';
import { CurrentTenant } from '../session/current-tenant';
import { bannerOf } from './billing-alarm';
import { CurrentBilling } from './current-billing';

/** Says above every page that a payment is open, how long everybody keeps working, and where to pay. */
@Component({
  selector: 'app-billing-banner',
  imports: [MatButton, Notice, RouterLink],
  template: `
    @if (banner(); as banner) {
      <k-notice [tone]="banner.tone" [heading]="banner.heading">
        <div class="row">
          <span>{{ banner.text }}</span>
          @if (banner.payUrl) {
            <a matButton="filled" [href]="banner.payUrl">Pay now</a>
          } @else {
            <a matButton="filled" [routerLink]="['/t', tenant.id(), 'billing']">See billing</a>
          }
        </div>
      </k-notice>
    }
  `,
  styles: `
    k-notice {
      margin-bottom: 24px;
    }
    .row {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: 8px 24px;
    }
  `,
})
export class BillingBanner {
  private readonly current = inject(CurrentBilling);
  protected readonly tenant = inject(CurrentTenant);

  protected readonly banner = computed(() => {
    const billing = this.current.billing();
    return billing && this.current.mayManage() ? bannerOf(billing) : null;
  });
}
