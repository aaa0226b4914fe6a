import { Component, inject } from '@angular/core';
import { MatDialogRef, MatDialogTitle } from '@angular/material/dialog';
import type { ProveSecondFactorRequest } from '@konstruct/api-client';
import { ProofForm } from './proof-form';
import { TwoStepStore } from './two-step-store';

/** Turns two-step sign-in off for whoever has both password and code. */
@Component({
  selector: 'app-turn-off-dialog',
  imports: [MatDialogTitle, ProofForm],
  template: `
    <h2 mat-dialog-title>Turn off two-step sign-in?</h2>
    <app-proof-form label="Turn off" [action]="turnOff" (done)="dialog.close(true)">
      <p>Your password alone will sign you in. The entry in your app and your recovery codes stop working.</p>
    </app-proof-form>
  `,
})
export class TurnOffDialog {
  private readonly store = inject(TwoStepStore);
  protected readonly dialog = inject<MatDialogRef<TurnOffDialog, boolean>>(MatDialogRef);
  protected readonly turnOff = (proof: ProveSecondFactorRequest): Promise<void> => this.store.turnOff(proof);
}
