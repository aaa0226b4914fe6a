import { Component, ElementRef, effect, inject, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatDialogActions, MatDialogContent, MatDialogRef, MatDialogTitle } from '@angular/material/dialog';
import type { ProveSecondFactorRequest } from '@konstruct/api-client';
import { ProofForm } from './proof-form';
import { RecoveryCodes } from './recovery-codes';
import { TwoStepStore } from './two-step-store';

/** Makes new recovery codes and shows them this once. */
@Component({
  selector: 'app-new-codes-dialog',
  imports: [MatButton, MatDialogActions, MatDialogContent, MatDialogTitle, ProofForm, RecoveryCodes],
  template: `
    @if (codes().length) {
      <h2 #lastTitle mat-dialog-title tabindex="-1">Save your recovery codes</h2>
      <mat-dialog-content>
        <app-recovery-codes [codes]="codes()" />
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        <button matButton="filled" type="button" (click)="dialog.close(true)">I have saved them</button>
      </mat-dialog-actions>
    } @else {
      <h2 mat-dialog-title>Make new recovery codes?</h2>
      <app-proof-form label="Make new codes" [action]="renew" (done)="show($event)">
        <p>You get ten. Those that you have now stop working.</p>
      </app-proof-form>
    }
  `,
  styleUrl: './two-step-dialog.scss',
})
export class NewCodesDialog {
  private readonly store = inject(TwoStepStore);
  protected readonly dialog = inject<MatDialogRef<NewCodesDialog, boolean>>(MatDialogRef);
  protected readonly codes = signal<readonly string[]>([]);
  protected readonly renew = (proof: ProveSecondFactorRequest): Promise<readonly string[]> =>
    this.store.renewRecoveryCodes(proof);

  private readonly lastTitle = viewChild<ElementRef<HTMLElement>>('lastTitle');

  constructor() {
    // What was focused went with the form.
    effect(() => this.lastTitle()?.nativeElement.focus());
  }

  /** Seen this once: only a choice closes the dialog. */
  protected show(codes: readonly string[]): void {
    this.dialog.disableClose = true;
    this.codes.set(codes);
  }
}
