import { Component, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';

/** Leaving: at the end of the period, or for owners at once. Says first what happens. */
@Component({
  selector: 'app-leave-section',
  imports: [MatButton],
  template: `
    <section class="k-card" aria-labelledby="leave-heading">
      <h2 id="leave-heading" tabindex="-1">Cancel</h2>
      <p class="k-muted">
        @if (endsOn()) {
          Everybody keeps working until {{ endsOn() }}. Settings, history and reports stay after that.
        } @else {
          Settings, history and reports stay.
        }
      </p>
      <div class="actions">
        <button matButton="outlined" type="button" [disabled]="isBusy()" (click)="left.emit(endsOn())">
          Cancel at period end
        </button>
        @if (mayEndNow()) {
          <button matButton type="button" [disabled]="isBusy()" (click)="endedNow.emit()">End it now</button>
        }
      </div>
    </section>
  `,
  styleUrl: './billing-card.scss',
})
export class LeaveSection {
  readonly endsOn = input.required<string>();
  readonly mayEndNow = input(false);
  readonly isBusy = input(false);
  readonly left = output<string>();
  readonly endedNow = output();
}
