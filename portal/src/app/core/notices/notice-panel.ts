import { Component, computed, inject } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatDialogRef } from '@angular/material/dialog';
import { Router } from '@angular/router';
import type { NoticeView } from '@konstruct/api-client';
import { EmptyState, ErrorState, Icon, IconName, Skeleton } from '@konstruct/ui';
import { CurrentTenant } from '../session/current-tenant';
import { AgoPipe } from '../time/ago.pipe';
import { NoticesStore } from './notices-store';
import { UnreadNotices } from './unread-notices';

const LOOKS: Record<NoticeView['severity'], { readonly icon: IconName; readonly word: string }> = {
  critical: { icon: 'error', word: 'Critical' },
  warning: { icon: 'warning', word: 'Warning' },
  info: { icon: 'info', word: 'For your information' },
};

/** The list behind the bell, in a dialog: focus stays inside, Escape closes it, and the bell has the focus again. */
@Component({
  selector: 'app-notice-panel',
  imports: [AgoPipe, EmptyState, ErrorState, Icon, MatButton, MatIconButton, Skeleton],
  templateUrl: './notice-panel.html',
  styleUrl: './notice-panel.scss',
  providers: [NoticesStore],
})
export class NoticePanel {
  private readonly dialog = inject<MatDialogRef<NoticePanel>>(MatDialogRef);
  private readonly router = inject(Router);
  private readonly tenant = inject(CurrentTenant);
  private readonly unread = inject(UnreadNotices).count;
  protected readonly store = inject(NoticesStore);
  protected readonly hasUnread = computed(() => this.unread().total > 0);

  protected iconOf({ severity, resolved_at }: NoticeView): IconName {
    return resolved_at ? 'check_circle' : LOOKS[severity].icon;
  }

  protected wordOf({ severity, resolved_at }: NoticeView): string {
    return resolved_at ? 'Resolved' : LOOKS[severity].word;
  }

  protected async follow(notice: NoticeView): Promise<void> {
    this.close();
    // Asked first: the page may lead on to another site at once.
    const reading = notice.is_read ? null : this.store.read(notice);
    await this.router.navigateByUrl(`/t/${this.tenant.id()}/${notice.link ?? ''}`);
    await reading;
  }

  protected close(): void {
    this.dialog.close();
  }
}
