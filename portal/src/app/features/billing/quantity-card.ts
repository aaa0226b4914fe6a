import { Component, computed, effect, inject, input, linkedSignal, output, signal, untracked } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import type { BillingView, QuantityPreviewView } from '@konstruct/api-client';
import { Icon, Money, Notice } from '@konstruct/ui';
import { Problem, toProblem } from '../../core/errors/problem';
import { Messages } from '../../core/layout/messages';
import { TenantTimePipe } from '../../core/time/tenant-time.pipe';
import { BillingStore } from './billing-store';
import { isAlive, subscribeLabel } from './billing-words';

const MOST_AGENTS = 1_000;
/** A person who presses + five times wants one preview. */
const PREVIEW_DELAY_MS = 350;

/** How many employees are paid for: − and + with what it costs in words, and only then the change. */
@Component({
  selector: 'app-quantity-card',
  imports: [Icon, MatButton, MatCheckbox, MatIconButton, Money, Notice, TenantTimePipe],
  templateUrl: './quantity-card.html',
  styleUrls: ['./billing-card.scss', './quantity-card.scss'],
})
export class QuantityCard {
  private readonly store = inject(BillingStore);
  private readonly messages = inject(Messages);

  readonly billing = input.required<BillingView>();
  readonly isBusy = input(false);
  /** Orders this many in Checkout. */
  readonly ordered = output<number>();

  protected readonly isAlive = computed(() => isAlive(this.billing()));
  protected readonly orderLabel = computed(() => subscribeLabel(this.billing()));
  /** No invoice follows for what ends with its period: first it goes on, then its number changes. */
  protected readonly isEnding = computed(() => {
    const { cancel_at: cancelAt, current_period_end: periodEnd } = this.billing();
    return this.isAlive() && cancelAt !== null && periodEnd !== null && cancelAt <= periodEnd;
  });
  /** What is paid for, or proposed: whoever comes back wants everybody back. */
  private readonly paidFor = computed(() => {
    const { agent_quota: quota, agents_used: used, subscription_status: status } = this.billing();
    return this.isAlive() ? quota : Math.max(1, used, status === 'canceled' ? quota : 0);
  });
  protected readonly wanted = linkedSignal(() => this.paidFor());
  protected readonly isChanged = computed(() => this.isAlive() && this.wanted() !== this.paidFor());
  protected readonly preview = signal<QuantityPreviewView | null>(null);
  protected readonly problem = signal<Problem | null>(null);
  protected readonly payUrl = signal<string | null>(null);
  protected readonly stopping = signal<ReadonlySet<string>>(new Set());
  protected readonly isConfirming = signal(false);
  protected readonly mostAgents = MOST_AGENTS;
  protected readonly stillToChoose = computed(() => (this.preview()?.agents_to_stop ?? 0) - this.stopping().size);
  protected readonly mayConfirm = computed(() => {
    return this.preview()?.agent_count === this.wanted() && this.stillToChoose() === 0 && !this.isConfirming();
  });

  constructor() {
    effect((onCleanup) => {
      const wanted = this.wanted();
      const isChanged = this.isChanged();
      untracked(() => this.forgetPreview());
      if (!isChanged) return;
      const timer = setTimeout(() => void this.quote(wanted), PREVIEW_DELAY_MS);
      onCleanup(() => clearTimeout(timer));
    });
  }

  protected step(by: -1 | 1): void {
    this.payUrl.set(null);
    this.wanted.update((count) => Math.min(MOST_AGENTS, Math.max(1, count + by)));
  }

  protected giveUp(): void {
    this.wanted.set(this.paidFor());
  }

  protected choose(agentId: string, isStopping: boolean): void {
    this.stopping.update((chosen) => {
      const next = new Set(chosen);
      if (isStopping) next.add(agentId);
      else next.delete(agentId);
      return next;
    });
  }

  protected async confirm(preview: QuantityPreviewView): Promise<void> {
    this.isConfirming.set(true);
    try {
      const { agent_count, proration_date } = preview;
      const result = await this.store.change({ agent_count, proration_date, stop_agent_ids: [...this.stopping()] });
      if (result.outcome === 'changed') await this.messages.say(`You now pay for ${agent_count} employees.`);
      else this.payUrl.set(result.pay_url);
      this.giveUp();
    } catch (error) {
      this.problem.set(toProblem(error));
    } finally {
      this.isConfirming.set(false);
    }
  }

  protected async quote(wanted: number): Promise<void> {
    try {
      const preview = await this.store.preview(wanted);
      if (this.wanted() === wanted && this.isChanged()) {
        this.preview.set(preview);
        this.problem.set(null);
      }
    } catch (error) {
      if (this.wanted() === wanted) this.problem.set(toProblem(error));
    }
  }

  private forgetPreview(): void {
    this.preview.set(null);
    this.problem.set(null);
    this.stopping.set(new Set());
  }
}
