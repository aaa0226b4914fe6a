import { Component, computed, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { BudgetBar, Icon, MONEY_DISPLAY, Money } from '@konstruct/ui';
import { CurrentTenant } from '../session/current-tenant';
import { TenantTimePipe } from '../time/tenant-time.pipe';
import { unpricedWords } from '../unpriced-words';
import { BudgetOutlook, anyMoney, outlookInWords, resetsIn } from './budget-words';
import { Overtime } from './overtime';

/** How one budget of the running month stands, where it goes, when it starts anew, and overtime for it. */
@Component({
  selector: 'app-budget-outlook',
  imports: [BudgetBar, Icon, MatButton, Money, TenantTimePipe],
  templateUrl: './budget-outlook.html',
  styleUrl: './budget-outlook.scss',
})
export class BudgetOutlookPane {
  private readonly moneyDisplay = inject(MONEY_DISPLAY);
  private readonly overtime = inject(Overtime);
  private readonly tenant = inject(CurrentTenant);

  readonly outlook = input.required<BudgetOutlook>();
  /** Whose budget it is; null for the business. */
  readonly agentId = input.required<string | null>();
  readonly name = input.required<string>();
  /** Somebody granted overtime. */
  readonly changed = output();

  protected readonly unpricedWords = unpricedWords;
  protected readonly words = computed(() => outlookInWords(this.outlook(), this.moneyDisplay()));
  protected readonly isTight = computed(
    () => this.outlook().status === 'exceeded' || !!this.outlook().reaches_limit_on,
  );
  protected readonly reset = computed(() => resetsIn(this.outlook().resets_in_days));
  protected readonly estimateError = computed(() => anyMoney(this.outlook().estimate_error_usd, this.moneyDisplay()));
  protected readonly mayGrant = computed(() => this.outlook().limit_usd !== null && this.tenant.can('agents:write'));

  protected async grant(): Promise<void> {
    const { effective_limit_usd: limit, overtime_usd: overtimeUsd, resets_in_days: days } = this.outlook();
    if (limit === null) return;
    const offer = { agentId: this.agentId(), name: this.name(), limitUsd: limit, overtimeUsd, resetsInDays: days };
    if (await this.overtime.offer(offer)) this.changed.emit();
  }
}
