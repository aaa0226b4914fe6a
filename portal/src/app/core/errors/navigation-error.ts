import { inject } from '@angular/core';
import { NavigationError, RedirectCommand, Router } from '@angular/router';
import { Problem } from './problem';

/** A page that cannot open because the server does not answer says so, and keeps the address for the next try. */
export function showUnavailable(error: NavigationError): RedirectCommand | undefined {
  const router = inject(Router);
  return error.error instanceof Problem
    ? new RedirectCommand(router.parseUrl('/unavailable'), {
        skipLocationChange: true,
        state: { title: error.error.title, detail: error.error.detail, requestId: error.error.requestId },
      })
    : undefined;
}
