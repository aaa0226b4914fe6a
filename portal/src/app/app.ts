import { Component, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { PageFocus } from './core/layout/page-focus';
import { Session } from './core/session/session';
import { Theme } from './core/theme/theme';

/**
 * Root of the portal: only the outlet. What applies to every page (theme, focus after navigation) starts here, and the
 * question who is signed in is asked at once, while the first page is still loading.
 */
@Component({
  selector: 'app-root',
  imports: [RouterOutlet],
  template: '<router-outlet />',
})
export class App {
  constructor() {
    inject(Theme);
    inject(PageFocus);
    // A failure is shown by the guard that needs the answer.
    inject(Session)
      .ensureLoaded()
      .catch(() => null);
  }
}
