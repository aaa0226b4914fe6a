import { Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { ReconciliationListedView } from '@konstruct/api-client';
import { EmptyState, ErrorState, Icon, Money, PageHeader, Skeleton } from '@konstruct/ui';
import { ReconciliationApi } from '../../core/api/reconciliation-api';
import { providerName } from '../../core/provider-names';
import { CurrentTenant } from '../../core/session/current-tenant';
import { CursorList } from '../../core/state/cursor-list';
import { TenantTimePipe } from '../../core/time/tenant-time.pipe';
import { daysInWords } from './reconciliation-words';
import { StatementForm } from './statement-form';

/** Invoices and exports of providers that were held against the books, and a form for another. */
@Component({
  selector: 'app-reconciliations-page',
  imports: [
    EmptyState,
    ErrorState,
    Icon,
    MatButton,
    Money,
    PageHeader,
    RouterLink,
    Skeleton,
    StatementForm,
    TenantTimePipe,
  ],
  templateUrl: './reconciliations-page.html',
  styleUrl: './reconciliations-page.scss',
})
export class ReconciliationsPage {
  private readonly api = inject(ReconciliationApi);
  protected readonly tenant = inject(CurrentTenant);
  protected readonly providerName = providerName;
  protected readonly daysInWords = daysInWords;

  protected readonly list = new CursorList<ReconciliationListedView>((cursor) =>
    this.api.list(this.tenant.id(), cursor),
  );

  constructor() {
    void this.list.load();
  }
}
