import { Component, DestroyRef, ElementRef, Injector, inject, viewChild } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { RouterOutlet } from '@angular/router';
import { Icon } from '@konstruct/ui';
import { BillingBanner } from '../billing/billing-banner';
import { LiveUpdates } from '../live/live-updates';
import { CurrentTenant } from '../session/current-tenant';
import { NoticeBell } from '../notices/notice-bell';
import { Navigation } from './navigation';

/**
 * Frame of every signed-in page: skip link, side bar (a modal drawer below 840 pixels) and the page itself. Live updates
 * run while it is open.
 */
@Component({
  selector: 'app-shell',
  imports: [BillingBanner, Icon, MatIconButton, Navigation, NoticeBell, RouterOutlet],
  templateUrl: './shell.html',
  styleUrl: './shell.scss',
})
export class Shell {
  private readonly injector = inject(Injector);
  private readonly main = viewChild.required<ElementRef<HTMLElement>>('main');
  protected readonly tenant = inject(CurrentTenant);

  constructor() {
    const live = inject(LiveUpdates);
    live.start();
    inject(DestroyRef).onDestroy(() => live.stop());
  }

  protected async openDrawer(): Promise<void> {
    const [{ MatDialog }, { NavigationDrawer }] = await Promise.all([
      import('@angular/material/dialog'),
      import('./navigation-drawer'),
    ]);
    this.injector.get(MatDialog).open(NavigationDrawer, {
      ariaLabel: 'Navigation',
      position: { top: '0', left: '0' },
      width: '304px',
      maxWidth: '88vw',
      height: '100dvh',
      maxHeight: '100dvh',
      panelClass: 'k-drawer',
    });
  }

  protected skipToContent(event: Event): void {
    event.preventDefault();
    this.main().nativeElement.focus();
  }
}
