import { Component, Injector, computed, inject, input } from '@angular/core';
import { Icon } from '@konstruct/ui';
import { UnreadNotices } from './unread-notices';

const MOST_SHOWN = 99;

/** The bell: how much is unread, and the way to the list, which is loaded when it is first opened. */
@Component({
  selector: 'app-notice-bell',
  imports: [Icon],
  template: `
    <button type="button" aria-haspopup="dialog" (click)="open()">
      <k-icon name="notifications" [size]="isWide() ? 20 : 24" />
      <span [class.cdk-visually-hidden]="!isWide()">Notices</span>
      @if (count().total > 0) {
        <span class="count" [class.critical]="count().critical > 0">{{ shown() }}</span>
        <span class="cdk-visually-hidden"> unread</span>
      }
    </button>
    <span class="cdk-visually-hidden" role="status">{{ announced() }}</span>
  `,
  host: { '[class.wide]': 'isWide()' },
  styleUrl: './notice-bell.scss',
})
export class NoticeBell {
  private readonly injector = inject(Injector);
  readonly isWide = input(false);
  protected readonly count = inject(UnreadNotices).count;

  protected readonly shown = computed(() => {
    const { total } = this.count();
    return total > MOST_SHOWN ? `${MOST_SHOWN}+` : String(total);
  });
  protected readonly announced = computed(() => {
    const { total } = this.count();
    return total > 0 ? `${total} unread ${total === 1 ? 'notice' : 'notices'}` : '';
  });

  protected async open(): Promise<void> {
    const [{ MatDialog }, { NoticePanel }] = await Promise.all([
      import('@angular/material/dialog'),
      import('./notice-panel'),
    ]);
    this.injector.get(MatDialog).open(NoticePanel, {
      ariaLabel: 'Notices',
      width: '440px',
      maxWidth: '94vw',
      maxHeight: '80dvh',
      panelClass: 'k-notices',
    });
  }
}
