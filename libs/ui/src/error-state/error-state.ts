import { Component, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Icon } from '../icon/icon';

/** What an error looks like wherever something could not be loaded or done. */
export interface ShownProblem {
  readonly title: string;
  readonly detail: string;
  readonly requestId: string | null;
}

/** What happened, what to do, a way to try again, and the request id that support needs. */
@Component({
  selector: 'k-error-state',
  imports: [Icon, MatButton],
  template: `
    <k-icon name="error" [size]="24" />
    <div class="words">
      <h2>{{ problem().title }}</h2>
      <p>{{ problem().detail }}</p>
      @if (problem().requestId; as requestId) {
        <p class="request">
          Request id <code>{{ requestId }}</code>
        </p>
      }
    </div>
    <button matButton="tonal" type="button" (click)="retry.emit()">
      <k-icon name="refresh" />
      Retry
    </button>
  `,
  host: { role: 'alert' },
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: flex-start;
      gap: 16px;
      padding: 24px;
      border: 1px solid color-mix(in srgb, var(--k-danger) 40%, transparent);
      border-radius: var(--k-radius);
      background: var(--k-card);
    }
    k-icon {
      color: var(--k-danger);
    }
    button k-icon {
      color: inherit;
    }
    .words {
      flex: 1 1 240px;
    }
    p {
      margin-top: 4px;
      color: var(--k-text-muted);
      overflow-wrap: anywhere;
    }
    .request {
      margin-top: 8px;
      font-size: 12px;
    }
  `,
})
export class ErrorState {
  readonly problem = input.required<ShownProblem>();
  readonly retry = output();
}
