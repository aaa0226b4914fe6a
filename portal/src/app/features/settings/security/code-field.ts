import { Component, ElementRef, computed, input, viewChild } from '@angular/core';
import { FieldTree, FormField } from '@angular/forms/signals';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { firstError } from '../../../core/errors/form-problems';

/** A code of the authenticator app, or where it says so a recovery code. */
@Component({
  selector: 'app-code-field',
  imports: [FormField, MatError, MatFormField, MatHint, MatInput, MatLabel],
  template: `
    <mat-form-field>
      <mat-label>{{ orRecovery() ? 'Code or recovery code' : 'Code' }}</mat-label>
      <input
        #control
        matInput
        autocomplete="one-time-code"
        autocapitalize="off"
        spellcheck="false"
        [attr.inputmode]="orRecovery() ? 'text' : 'numeric'"
        [formField]="field()"
      />
      <mat-hint>Six digits from the app{{ orRecovery() ? ', or a recovery code' : '' }}</mat-hint>
      <mat-error>{{ error() }}</mat-error>
    </mat-form-field>
  `,
  styles: `
    mat-form-field {
      width: 100%;
    }
    input {
      font-variant-numeric: tabular-nums;
      letter-spacing: 0.08em;
    }
  `,
})
export class CodeField {
  private readonly control = viewChild.required<ElementRef<HTMLInputElement>>('control');

  readonly field = input.required<FieldTree<string>>();
  readonly orRecovery = input(false);

  protected readonly error = computed(() => firstError(this.field()));

  focus(): void {
    this.control().nativeElement.focus();
  }
}
