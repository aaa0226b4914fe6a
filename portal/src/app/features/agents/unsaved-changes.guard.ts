import { inject } from '@angular/core';
import { CanDeactivateFn } from '@angular/router';
import { Confirm } from '@konstruct/ui';

/** A page that may hold work that is not saved yet. */
export interface HoldsChanges {
  hasUnsavedChanges(): boolean;
}

/** Asks before work is lost by leaving a page. */
export const keepUnsavedChanges: CanDeactivateFn<HoldsChanges> = (page) =>
  !page.hasUnsavedChanges() ||
  inject(Confirm).ask({
    title: 'Leave without saving?',
    text: 'Your changes to this employee are not saved and will be lost.',
    confirmLabel: 'Leave',
    cancelLabel: 'Stay',
    isDestructive: true,
  });
