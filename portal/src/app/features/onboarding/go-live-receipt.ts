import { Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { OnboardingView, TestMessageView } from '@konstruct/api-client';
import { Avatar, Icon, StatusBadge } from '@konstruct/ui';
import { SystemInfo } from '../../core/layout/system-info';
import { CurrentTenant } from '../../core/session/current-tenant';
import { formatDuration } from '../../core/time/format-time';
import { TenantTimePipe } from '../../core/time/tenant-time.pipe';

/** The receipt of going live: who, where, when, how long it took, and what to try next. */
@Component({
  selector: 'app-go-live-receipt',
  imports: [Avatar, Icon, MatButton, RouterLink, StatusBadge, TenantTimePipe],
  templateUrl: './go-live-receipt.html',
  styleUrl: './go-live-receipt.scss',
})
export class GoLiveReceipt {
  private readonly sandbox = inject(SystemInfo).sandbox;
  protected readonly tenant = inject(CurrentTenant);

  readonly view = input.required<OnboardingView>();
  readonly message = input.required<TestMessageView | null>();

  protected readonly took = computed(() => {
    const { started_at, onboarding_completed_at } = this.view();
    return onboarding_completed_at ? formatDuration(started_at, onboarding_completed_at) : null;
  });
  protected readonly isWhatsapp = computed(() => this.view().connection?.kind === 'whatsapp');
  /** Where to go on talking; a phone has no address, except in the sandbox. */
  protected readonly workspaceUrl = computed(() => {
    const sandbox = this.sandbox();
    if (this.isWhatsapp()) {
      return sandbox?.whatsapp ? `${sandbox.url}/whatsapp/phone/${this.view().connection?.workspace_id ?? ''}` : null;
    }
    return this.message()?.permalink ?? (sandbox?.slack ? sandbox.url : 'https://slack.com/app_redirect');
  });
}
