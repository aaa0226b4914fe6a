import { Component, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { PageFocus } from './core/layout/page-focus';
import { Theme } from './core/theme/theme';

/** Root of the portal: only the outlet. What applies to every page (theme, focus after navigation) starts here. */
@Component({
  selector: 'app-root',
  imports: [RouterOutlet],
  template: '<router-outlet />',
})
export class App {
  constructor() {
    inject(Theme);
    inject(PageFocus);
  }
}
