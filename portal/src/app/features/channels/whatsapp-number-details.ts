import { Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { ConnectionView, WhatsappCheck, WhatsappTemplateView } from '@konstruct/api-client';
import { ErrorState, Icon, Notice, Skeleton, StatusBadge, StatusTone } from '@konstruct/ui';
import { WhatsappApi } from '../../core/api/whatsapp-api';
import { CurrentTenant } from '../../core/session/current-tenant';
import { RemoteData } from '../../core/state/remote-data';
import { WhatsappChecklist } from '../../core/whatsapp/whatsapp-checklist';
import { WhatsappChecksStore } from '../../core/whatsapp/whatsapp-checks-store';

const TONES: Record<string, StatusTone> = {
  APPROVED: 'success',
  PENDING: 'info',
  REJECTED: 'danger',
  PAUSED: 'warning',
};

/** What Meta says of a connected number at the moment, when somebody wants to know: its checks and its templates. */
@Component({
  selector: 'app-whatsapp-number-details',
  imports: [ErrorState, Icon, MatButton, Notice, Skeleton, StatusBadge, WhatsappChecklist],
  providers: [WhatsappChecksStore],
  templateUrl: './whatsapp-number-details.html',
  styleUrl: './whatsapp-number-details.scss',
})
export class WhatsappNumberDetails {
  private readonly api = inject(WhatsappApi);
  protected readonly tenant = inject(CurrentTenant);
  protected readonly checks = inject(WhatsappChecksStore);

  readonly connection = input.required<ConnectionView>();

  protected readonly isChecking = signal(false);
  protected readonly isListing = signal(false);
  private readonly connectionId = computed(() => this.connection().id);
  protected readonly templates = new RemoteData<WhatsappTemplateView[]>(async () => {
    const { items } = await this.api.templates(this.tenant.id(), this.connectionId());
    return items;
  });

  protected check(): void {
    this.isChecking.set(true);
    void this.checks.runAll({ connection_id: this.connectionId() });
  }

  protected again(check: WhatsappCheck): void {
    void this.checks.run([check], { connection_id: this.connectionId() });
  }

  protected list(): void {
    this.isListing.update((isListing) => !isListing);
    if (this.isListing()) void this.templates.load();
  }

  protected badge({ status }: WhatsappTemplateView): { readonly label: string; readonly tone: StatusTone } {
    const label = status.charAt(0) + status.slice(1).toLowerCase().replaceAll('_', ' ');
    return { label, tone: TONES[status] ?? 'muted' };
  }
}
