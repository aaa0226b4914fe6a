import { Component, computed, effect, inject, input, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { CorrectionView, TokenKind } from '@konstruct/api-client';
import { ErrorState, Icon, Money, Notice, PageHeader, Skeleton } from '@konstruct/ui';
import { payslipFileAddress } from '../../core/api/payroll-api';
import { providerName } from '../../core/provider-names';
import { CurrentTenant } from '../../core/session/current-tenant';
import { TenantTimePipe } from '../../core/time/tenant-time.pipe';
import { unpricedWords } from '../../core/unpriced-words';
import { monthName } from './month';
import { PayslipStore } from './payslip-store';

const TOKEN_KINDS: Readonly<Record<TokenKind, string>> = {
  input: 'Input',
  cache_read: 'Input read from a cache',
  cache_write_5m: 'Written to a cache for minutes',
  cache_write_1h: 'Written to a cache for an hour',
  input_audio: 'Sound listened to',
  output: 'Output',
  reasoning: 'Thinking',
  output_audio: 'Sound spoken',
};

/** What one employee cost in a month, line by line, to read, to print and to keep. */
@Component({
  selector: 'app-payslip-page',
  imports: [ErrorState, Icon, MatButton, Money, Notice, PageHeader, RouterLink, Skeleton, TenantTimePipe],
  providers: [PayslipStore],
  templateUrl: './payslip-page.html',
  styleUrl: './payslip-page.scss',
})
export class PayslipPage {
  protected readonly store = inject(PayslipStore);
  protected readonly tenant = inject(CurrentTenant);
  protected readonly unpricedWords = unpricedWords;
  protected readonly numbers = new Intl.NumberFormat('en');
  protected readonly providerName = providerName;
  protected readonly kinds = TOKEN_KINDS;

  readonly agentId = input.required<string>();
  readonly month = input.required<string>();

  protected readonly monthName = computed(() => monthName(this.month()));

  constructor() {
    effect(() => {
      const [agentId, month] = [this.agentId(), this.month()];
      untracked(() => {
        this.store.open(agentId, month);
      });
    });
  }

  protected correctionWords({ reason, calls }: CorrectionView): string {
    if (reason === 'price_arrived') return calls === 1 ? 'got its price' : 'got their price';
    return calls === 1 ? 'was priced again' : 'were priced again';
  }

  protected fileAddress(format: 'pdf' | 'csv'): string {
    return payslipFileAddress(this.tenant.id(), this.agentId(), this.month(), format);
  }
}
