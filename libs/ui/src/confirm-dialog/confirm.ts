import { Injectable, Injector, inject } from '@angular/core';
import { firstValueFrom } from 'rxjs';

/** Words of a question before something that cannot simply be taken back. */
export interface Confirmation {
  readonly title: string;
  readonly text: string;
  readonly confirmLabel: string;
  readonly cancelLabel?: string;
  readonly isDestructive?: boolean;
}

/**
 * Opens the confirmation and answers whether the person agreed; closing it any other way is a no. The dialog is loaded
 * when the first question is asked, since most visits ask none.
 */
@Injectable({ providedIn: 'root' })
export class Confirm {
  private readonly injector = inject(Injector);

  async ask(confirmation: Confirmation): Promise<boolean> {
    const [{ MatDialog }, { ConfirmDialog }] = await Promise.all([
      import('@angular/material/dialog'),
      import('./confirm-dialog'),
    ]);
    const dialog = this.injector.get(MatDialog).open(ConfirmDialog, {
      data: confirmation,
      maxWidth: 480,
      autoFocus: confirmation.isDestructive ? 'first-tabbable' : '.mdc-button:last-child',
    });
    return (await firstValueFrom(dialog.afterClosed())) === true;
  }
}
