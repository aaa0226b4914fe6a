import { Component, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { InvoiceView } from '@konstruct/api-client';
import { Money, Skeleton, StatusBadge } from '@konstruct/ui';
import { CursorList } from '../../core/state/cursor-list';
import { TenantTimePipe } from '../../core/time/tenant-time.pipe';
import { invoiceTone } from './billing-words';

/** Every invoice: number, date, amount, status, and the PDF to file. */
@Component({
  selector: 'app-invoice-list',
  imports: [MatButton, Money, Skeleton, StatusBadge, TenantTimePipe],
  templateUrl: './invoice-list.html',
  styleUrls: ['./billing-card.scss', './invoice-list.scss'],
})
export class InvoiceList {
  readonly invoices = input.required<CursorList<InvoiceView>>();
  protected readonly toneOf = invoiceTone;

  protected labelOf(status: string): string {
    return status.charAt(0).toUpperCase() + status.slice(1);
  }
}
