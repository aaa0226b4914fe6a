import { Component, computed, input } from '@angular/core';
import { FieldTree, FormField } from '@angular/forms/signals';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { firstError } from '../../core/errors/form-problems';
import { DesignerDraft, openPlaces } from './agent-draft';
import { INSTRUCTIONS_LIMIT } from './agent-draft-rules';

/** What the employee does and how: instructions and persona. */
@Component({
  selector: 'app-work-section',
  imports: [FormField, MatError, MatFormField, MatHint, MatInput, MatLabel],
  template: `
    <h2>What it does</h2>
    <p class="lead">Write as you would to a new colleague on the first day.</p>
    <div class="fields">
      <mat-form-field class="wide">
        <mat-label>Instructions</mat-label>
        <textarea matInput rows="8" [formField]="form().instructions"></textarea>
        @if (openPlaces(); as places) {
          <mat-hint class="open-places">
            {{ places }} {{ places === 1 ? 'place' : 'places' }} in [brackets] still to fill in
          </mat-hint>
        } @else {
          <mat-hint>Facts, rules, and what not to do</mat-hint>
        }
        <mat-hint align="end" class="k-number">{{ counter() }}</mat-hint>
        <mat-error>{{ firstError(form().instructions) }}</mat-error>
      </mat-form-field>
      <mat-form-field class="wide">
        <mat-label>Persona</mat-label>
        <textarea matInput rows="3" [formField]="form().persona"></textarea>
        <mat-hint>Tone and manner, for example “Friendly, brief, never pushy”</mat-hint>
        <mat-error>{{ firstError(form().persona) }}</mat-error>
      </mat-form-field>
    </div>
  `,
  styleUrl: './section.scss',
})
export class WorkSection {
  readonly form = input.required<FieldTree<DesignerDraft>>();

  protected readonly firstError = firstError;
  protected readonly openPlaces = computed(() => openPlaces(this.form().instructions().value()));
  protected readonly counter = computed(() => {
    const numbers = new Intl.NumberFormat('en');
    return `${numbers.format(this.form().instructions().value().length)} / ${numbers.format(INSTRUCTIONS_LIMIT)}`;
  });
}
