import {
  Component,
  ElementRef,
  afterRenderEffect,
  computed,
  effect,
  inject,
  input,
  untracked,
  viewChild,
} from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { ErrorState, Icon, MessageBubble, Money, Notice, Skeleton, StatusBadge } from '@konstruct/ui';
import { CurrentTenant } from '../../core/session/current-tenant';
import { TenantTimePipe } from '../../core/time/tenant-time.pipe';
import { CONVERSATION_STATE, HELD_BACK, MESSAGE_STATUS, RECEIPT } from './conversation-words';
import { ConversationStore } from './conversation-store';
import { TakeOverBar } from './take-over-bar';

/** One conversation: every message, what each reply cost, and why one failed. */
@Component({
  selector: 'app-conversation-thread',
  imports: [
    ErrorState,
    Icon,
    MatIconButton,
    MessageBubble,
    Money,
    Notice,
    RouterLink,
    Skeleton,
    StatusBadge,
    TakeOverBar,
    TenantTimePipe,
  ],
  providers: [ConversationStore],
  templateUrl: './conversation-thread.html',
  styleUrl: './conversation-thread.scss',
})
export class ConversationThread {
  private readonly log = viewChild<ElementRef<HTMLElement>>('log');
  protected readonly store = inject(ConversationStore);
  protected readonly tenant = inject(CurrentTenant);
  protected readonly state = CONVERSATION_STATE;
  protected readonly messageStatus = MESSAGE_STATUS;
  protected readonly receipts = RECEIPT;
  protected readonly heldBack = HELD_BACK;
  protected readonly numbers = new Intl.NumberFormat('en');

  readonly conversationId = input.required<string>();

  private readonly messageCount = computed(() => this.store.conversation()?.messages.length ?? 0);

  constructor() {
    effect(() => {
      const conversationId = this.conversationId();
      untracked(() => {
        this.store.open(conversationId);
      });
    });
    afterRenderEffect(() => {
      this.messageCount();
      const log = this.log()?.nativeElement;
      if (log) log.scrollTop = log.scrollHeight;
    });
  }
}
