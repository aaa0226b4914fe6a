import { BreakpointObserver } from '@angular/cdk/layout';
import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatOption, MatSelect } from '@angular/material/select';
import { Router, RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { EmptyState, ErrorState, PageHeader, Skeleton, StatusBadge } from '@konstruct/ui';
import { ChannelLogo } from '../../core/channel-logo';
import { provideFormDefaults } from '../../core/layout/form-defaults';
import { CurrentTenant } from '../../core/session/current-tenant';
import { AgoPipe } from '../../core/time/ago.pipe';
import { CONVERSATION_STATE } from './conversation-words';
import { ConversationsStore } from './conversations-store';

/** The same width as `compact` in the styles. */
const NARROW = '(max-width: 839.98px)';

/** What people ask and employees answer: the list, and the chosen conversation beside it (instead of it on a phone). */
@Component({
  selector: 'app-conversations-page',
  imports: [
    AgoPipe,
    ChannelLogo,
    EmptyState,
    ErrorState,
    MatButton,
    MatFormField,
    MatLabel,
    MatOption,
    MatSelect,
    PageHeader,
    RouterLink,
    RouterLinkActive,
    RouterOutlet,
    Skeleton,
    StatusBadge,
  ],
  providers: [ConversationsStore, provideFormDefaults()],
  templateUrl: './conversations-page.html',
  styleUrl: './conversations-page.scss',
})
export class ConversationsPage {
  private readonly router = inject(Router);
  protected readonly store = inject(ConversationsStore);
  protected readonly tenant = inject(CurrentTenant);
  protected readonly state = CONVERSATION_STATE;
  private readonly narrow = toSignal(inject(BreakpointObserver).observe(NARROW));
  protected readonly isThreadOpen = signal(false);
  /** A phone shows the conversation instead of the list. */
  protected readonly isListShown = computed(() => !(this.isThreadOpen() && this.narrow()?.matches));

  /** The employee whose conversations are shown; a link from elsewhere can set it. */
  readonly agent = input<string>();

  constructor() {
    effect(() => {
      const agentId = this.agent() ?? '';
      untracked(() => this.store.show(agentId));
    });
  }

  protected filter(agentId: string): void {
    const queryParams = { agent: agentId || null };
    void this.router.navigate(['/t', this.tenant.id(), 'conversations'], { queryParams });
  }
}
