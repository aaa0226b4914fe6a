import { DOCUMENT, Injectable, Injector, afterNextRender, inject } from '@angular/core';
import { NavigationEnd, Router } from '@angular/router';

/**
 * Moves focus to the new page's heading after a navigation, so that keyboard and screen reader users start where the
 * page starts; where a page opens inside another one, at the inner heading. Query changes (a filter, a month) are not a new page, and the first load keeps the browser's own focus.
 */
@Injectable({ providedIn: 'root' })
export class PageFocus {
  private readonly document = inject(DOCUMENT);
  private readonly injector = inject(Injector);
  private lastPath: string | null = null;

  constructor() {
    inject(Router).events.subscribe((event) => {
      if (event instanceof NavigationEnd) this.navigated(event.urlAfterRedirects);
    });
  }

  private navigated(url: string): void {
    const path = url.split(/[?#]/)[0] ?? '';
    const isNewPage = this.lastPath !== null && this.lastPath !== path;
    this.lastPath = path;
    if (isNewPage) {
      afterNextRender({ read: () => this.focusHeading() }, { injector: this.injector });
    }
  }

  private focusHeading(): void {
    const isInDialog = this.document.activeElement?.closest('[role=dialog]');
    const headings = this.document.querySelectorAll<HTMLElement>('main :is(h1, h2)[tabindex="-1"]');
    if (!isInDialog) [...headings].at(-1)?.focus({ preventScroll: true });
  }
}
