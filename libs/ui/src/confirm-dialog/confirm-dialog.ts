import { Component, Injectable, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialog,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogTitle,
} from '@angular/material/dialog';
import { firstValueFrom } from 'rxjs';

/** Words of a question before something that cannot simply be taken back. */
export interface Confirmation {
  readonly title: string;
  readonly text: string;
  readonly confirmLabel: string;
  readonly cancelLabel?: string;
  readonly isDestructive?: boolean;
}

/** Asks once more before something hard to undo; says what will happen and what stays. */
@Component({
  selector: 'k-confirm-dialog',
  imports: [MatButton, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle],
  template: `
    <h2 mat-dialog-title>{{ data.title }}</h2>
    <mat-dialog-content>
      <p>{{ data.text }}</p>
    </mat-dialog-content>
    <mat-dialog-actions align="end">
      <button matButton type="button" [mat-dialog-close]="false">{{ data.cancelLabel ?? 'Cancel' }}</button>
      <button matButton="filled" type="button" [class.destructive]="data.isDestructive" [mat-dialog-close]="true">
        {{ data.confirmLabel }}
      </button>
    </mat-dialog-actions>
  `,
  styles: `
    .destructive {
      --mat-button-filled-container-color: var(--k-danger);
      --mat-button-filled-label-text-color: light-dark(#fff, #3a0a07);
    }
  `,
})
export class ConfirmDialog {
  protected readonly data = inject<Confirmation>(MAT_DIALOG_DATA);
}

/** Opens the confirmation and answers whether the person agreed; closing it any other way is a no. */
@Injectable({ providedIn: 'root' })
export class Confirm {
  private readonly dialog = inject(MatDialog);

  async ask(confirmation: Confirmation): Promise<boolean> {
    const dialog = this.dialog.open<ConfirmDialog, Confirmation, boolean>(ConfirmDialog, {
      data: confirmation,
      maxWidth: 480,
      autoFocus: confirmation.isDestructive ? 'first-tabbable' : '[mat-dialog-close="true"]',
    });
    return (await firstValueFrom(dialog.afterClosed())) === true;
  }
}
