import { Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { SessionListItemView } from '@konstruct/api-client';
import { Confirm, ErrorState, Icon, Skeleton, StatusBadge } from '@konstruct/ui';
import { Messages } from '../../core/layout/messages';
import { AgoPipe } from '../../core/time/ago.pipe';
import { TenantTimePipe } from '../../core/time/tenant-time.pipe';
import { deviceWords } from './device-words';
import { SessionsStore } from './sessions-store';

/** Where the person is signed in, and signing out elsewhere. */
@Component({
  selector: 'app-session-settings',
  imports: [AgoPipe, ErrorState, Icon, MatButton, Skeleton, StatusBadge, TenantTimePipe],
  templateUrl: './session-settings.html',
  styleUrls: ['./settings-section.scss', './people-settings.scss'],
})
export class SessionSettings {
  private readonly confirm = inject(Confirm);
  private readonly messages = inject(Messages);
  protected readonly store = inject(SessionsStore);

  protected readonly deviceWords = deviceWords;
  protected readonly others = computed(() => (this.store.sessions() ?? []).filter((session) => !session.is_current));

  protected async revoke(sessions: readonly SessionListItemView[]): Promise<void> {
    const [only] = sessions;
    const where = sessions.length === 1 && only ? deviceWords(only.user_agent) : 'all other devices';
    const isSure = await this.confirm.ask({
      title: `Sign out ${where}?`,
      text: 'Whoever uses it has to sign in again. If you do not recognise it, change your password as well.',
      confirmLabel: 'Sign out',
      isDestructive: true,
    });
    if (!isSure) return;
    try {
      await this.store.revoke(sessions);
      await this.messages.say('Signed out.');
    } catch (error) {
      await this.messages.complain(error);
      await this.store.refresh();
    }
  }
}
