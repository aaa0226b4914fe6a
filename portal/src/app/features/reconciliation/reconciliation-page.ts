import { Component, computed, effect, inject, input, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import type { StatementReconciliationView } from '@konstruct/api-client';
import { Confirm, ErrorState, Icon, Money, Notice, PageHeader, Skeleton } from '@konstruct/ui';
import { ReconciliationApi } from '../../core/api/reconciliation-api';
import { Messages } from '../../core/layout/messages';
import { providerName } from '../../core/provider-names';
import { CurrentTenant } from '../../core/session/current-tenant';
import { RemoteData } from '../../core/state/remote-data';
import { dayInWords, daysInWords, differenceInWords, reasonWords } from './reconciliation-words';

/** One statement of a provider beside the books as they are now: the difference by day and model, and why it may be there. */
@Component({
  selector: 'app-reconciliation-page',
  imports: [ErrorState, Icon, MatButton, Money, Notice, PageHeader, RouterLink, Skeleton],
  templateUrl: './reconciliation-page.html',
  styleUrls: ['../../core/figure-row.scss', '../../core/figure-table.scss', './reconciliation-page.scss'],
})
export class ReconciliationDetailPage {
  private readonly api = inject(ReconciliationApi);
  private readonly confirm = inject(Confirm);
  private readonly messages = inject(Messages);
  private readonly router = inject(Router);
  protected readonly tenant = inject(CurrentTenant);

  readonly reconciliationId = input.required<string>();

  protected readonly data = new RemoteData<StatementReconciliationView>(() =>
    this.api.get(this.tenant.id(), this.reconciliationId()),
  );
  protected readonly numbers = new Intl.NumberFormat('en');
  protected readonly dayInWords = dayInWords;
  protected readonly reasonWords = reasonWords;
  protected readonly heading = computed(() => this.data.value()?.name ?? 'Reconciliation');
  protected readonly about = computed(() => {
    const compared = this.data.value();
    return compared ? `${providerName(compared.provider)}, ${daysInWords(compared)}, days in UTC` : '';
  });
  protected readonly verdict = computed(() => {
    const compared = this.data.value();
    return compared ? differenceInWords(compared.difference_usd, compared.difference_percent) : '';
  });
  /** An invoice has one line; the books by model say more then. */
  protected readonly hasParts = computed(() =>
    (this.data.value()?.lines ?? []).some(({ day, model }) => day !== null || model !== null),
  );
  protected readonly hasTokens = computed(() =>
    (this.data.value()?.lines ?? []).some((line) => line.statement_tokens !== null),
  );

  constructor() {
    effect(() => {
      this.reconciliationId();
      untracked(() => void this.data.load());
    });
  }

  protected async remove(): Promise<void> {
    const isSure = await this.confirm.ask({
      title: `Delete ${this.heading()}?`,
      text: 'What the provider said is deleted. Your books stay as they are.',
      confirmLabel: 'Delete',
      isDestructive: true,
    });
    if (!isSure) return;
    try {
      await this.api.remove(this.tenant.id(), this.reconciliationId());
      await this.router.navigate(['/t', this.tenant.id(), 'usage', 'reconciliations']);
    } catch (error) {
      await this.messages.complain(error);
    }
  }
}
