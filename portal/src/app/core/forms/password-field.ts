import { Component, computed, input, signal } from '@angular/core';
import { FieldTree, FormField } from '@angular/forms/signals';
import { MatIconButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel, MatSuffix } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Icon } from '@konstruct/ui';
import { firstError } from '../errors/form-problems';
import { passwordStrength } from './password-strength';

/** A password that can be shown, with a hint of its strength where a new one is chosen. */
@Component({
  selector: 'app-password-field',
  imports: [FormField, Icon, MatError, MatFormField, MatHint, MatIconButton, MatInput, MatLabel, MatSuffix],
  template: `
    <mat-form-field>
      <mat-label>Password</mat-label>
      <input
        matInput
        [type]="isShown() ? 'text' : 'password'"
        [formField]="field()"
        [autocomplete]="isNew() ? 'new-password' : 'current-password'"
      />
      <button
        matIconButton
        matSuffix
        type="button"
        [attr.aria-label]="isShown() ? 'Hide the password' : 'Show the password'"
        [attr.aria-pressed]="isShown()"
        (click)="isShown.set(!isShown())"
      >
        <k-icon [name]="isShown() ? 'visibility_off' : 'visibility'" />
      </button>
      @if (isNew()) {
        <mat-hint>
          <span class="meter" aria-hidden="true">
            @for (step of [1, 2, 3, 4]; track step) {
              <span [class.on]="step <= strength().score" [class]="'score-' + strength().score"></span>
            }
          </span>
          {{ strength().words }}
        </mat-hint>
      }
      <mat-error>{{ error() }}</mat-error>
    </mat-form-field>
  `,
  styles: `
    mat-form-field {
      width: 100%;
    }
    .meter {
      display: inline-flex;
      gap: 4px;
      margin-right: 8px;
      vertical-align: middle;
    }
    .meter span {
      width: 24px;
      height: 4px;
      border-radius: 2px;
      background: var(--k-muted-container);
    }
    .meter .on {
      background: var(--k-success);
    }
    .meter .on.score-1 {
      background: var(--k-danger);
    }
    .meter .on.score-2 {
      background: var(--k-warning);
    }
  `,
})
export class PasswordField {
  readonly field = input.required<FieldTree<string>>();
  readonly isNew = input(false);

  protected readonly isShown = signal(false);
  protected readonly strength = computed(() => passwordStrength(this.field()().value()));
  protected readonly error = computed(() => firstError(this.field()));
}
