import { Component, computed, input } from '@angular/core';
import { FieldTree, FormField } from '@angular/forms/signals';
import { MatAutocomplete, MatAutocompleteTrigger, MatOption } from '@angular/material/autocomplete';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { firstError } from '../errors/form-problems';

const SHOWN = 60;

/** An IANA time zone, typed or chosen from the list that the browser knows. */
@Component({
  selector: 'app-time-zone-field',
  imports: [
    FormField,
    MatAutocomplete,
    MatAutocompleteTrigger,
    MatError,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    MatOption,
  ],
  template: `
    <mat-form-field>
      <mat-label>Time zone</mat-label>
      <input matInput [formField]="field()" [matAutocomplete]="zones" autocomplete="off" />
      <mat-autocomplete #zones="matAutocomplete">
        @for (zone of matches(); track zone) {
          <mat-option [value]="zone">{{ zone }}</mat-option>
        }
      </mat-autocomplete>
      <mat-hint>Days and months on your payroll follow this zone</mat-hint>
      <mat-error>{{ error() }}</mat-error>
    </mat-form-field>
  `,
  styles: `
    mat-form-field {
      width: 100%;
    }
  `,
})
export class TimeZoneField {
  readonly field = input.required<FieldTree<string>>();

  private readonly known = Intl.supportedValuesOf('timeZone');

  protected readonly error = computed(() => firstError(this.field()));
  protected readonly matches = computed(() => {
    const typed = this.field()().value();
    const search = typed.toLowerCase().replace(/\s+/g, '_');
    const isChosen = this.known.includes(typed);
    return this.known
      .filter((zone) => isChosen || zone.toLowerCase().includes(search))
      .slice(0, isChosen ? undefined : SHOWN);
  });
}
