import { Component, computed, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { ModelKeyView } from '@konstruct/api-client';
import { Icon, Money, Notice, StatusBadge } from '@konstruct/ui';
import { CurrentTenant } from '../../../core/session/current-tenant';
import { AgoPipe } from '../../../core/time/ago.pipe';
import { TenantTimePipe } from '../../../core/time/tenant-time.pipe';
import { hintWords, listed, failureWords, statusOf } from './key-words';
import { ProviderMark } from './provider-mark';

/** One key: whether it works, who uses it, what it costs, and what can be done with it. */
@Component({
  selector: 'app-model-key-card',
  imports: [AgoPipe, Icon, MatButton, Money, Notice, ProviderMark, StatusBadge, TenantTimePipe],
  templateUrl: './model-key-card.html',
  styleUrl: './model-key-card.scss',
})
export class ModelKeyCard {
  protected readonly tenant = inject(CurrentTenant);

  readonly key = input.required<ModelKeyView>();
  readonly providerName = input.required<string>();
  readonly isBusy = input.required<boolean>();
  readonly checked = output();
  readonly replaced = output();
  readonly removed = output();

  protected readonly hint = computed(() => hintWords(this.key()));
  protected readonly status = computed(() => statusOf(this.key()));
  protected readonly failure = computed(() => failureWords(this.key()));
  protected readonly canManage = computed(() => this.tenant.can('model_keys:manage'));
  protected readonly users = computed(() => listed(this.key().agents.map(({ name }) => name)));
}
