import { Component, inject } from '@angular/core';
import { Router } from '@angular/router';
import { ErrorState, ShownProblem } from '@konstruct/ui';

const UNREACHABLE: ShownProblem = {
  title: 'Konstruct cannot be reached',
  detail: 'Check your internet connection, then try again. Nothing that you saved is lost.',
  requestId: null,
};

/** Shown at the address the person wanted while the server does not answer; Retry opens that address again. */
@Component({
  selector: 'app-unavailable',
  imports: [ErrorState],
  template: `
    <main id="main">
      <h1 class="cdk-visually-hidden" tabindex="-1">Not reachable</h1>
      <k-error-state [problem]="problem" (retry)="reload()" />
    </main>
  `,
  styles: `
    main {
      max-width: 640px;
      margin: 96px auto;
      padding: 0 16px;
    }
  `,
})
export class Unavailable {
  protected readonly problem = problemOf(inject(Router).currentNavigation()?.extras.state);

  protected reload(): void {
    location.reload();
  }
}

function problemOf(state: unknown): ShownProblem {
  const carried = typeof state === 'object' && state !== null ? (state as Partial<ShownProblem>) : {};
  return { ...UNREACHABLE, ...carried };
}
