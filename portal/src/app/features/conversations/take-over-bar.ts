import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { ConversationView } from '@konstruct/api-client';
import { Icon } from '@konstruct/ui';
import { ConversationsApi } from '../../core/api/conversations-api';
import { Messages } from '../../core/layout/messages';
import { CurrentTenant } from '../../core/session/current-tenant';
import { Session } from '../../core/session/session';
import { TenantTimePipe } from '../../core/time/tenant-time.pipe';

/** Who answers in a conversation, the employee or a person, and the way from one to the other. */
@Component({
  selector: 'app-take-over-bar',
  imports: [Icon, MatButton, TenantTimePipe],
  templateUrl: './take-over-bar.html',
  styleUrl: './take-over-bar.scss',
})
export class TakeOverBar {
  private readonly api = inject(ConversationsApi);
  private readonly messages = inject(Messages);
  private readonly session = inject(Session);
  protected readonly tenant = inject(CurrentTenant);

  readonly conversation = input.required<ConversationView>();
  /** Something changed, or turned out to have changed. */
  readonly changed = output();

  protected readonly isBusy = signal(false);
  protected readonly isMine = computed(() => this.conversation().taken_over?.user_id === this.session.user()?.id);
  protected readonly place = computed(() => {
    const { place, channel_kind: kind } = this.conversation();
    if (kind === 'whatsapp') return 'your WhatsApp inbox';
    return place.startsWith('#') ? `the thread in ${place}` : 'Slack';
  });

  protected takeOver(): Promise<void> {
    return this.change(() => this.api.takeOver(this.tenant.id(), this.conversation().id));
  }

  protected giveBack(): Promise<void> {
    return this.change(() => this.api.giveBack(this.tenant.id(), this.conversation().id));
  }

  private async change(action: () => Promise<ConversationView>): Promise<void> {
    this.isBusy.set(true);
    try {
      await action();
    } catch (error) {
      await this.messages.complain(error);
    } finally {
      this.isBusy.set(false);
      this.changed.emit();
    }
  }
}
