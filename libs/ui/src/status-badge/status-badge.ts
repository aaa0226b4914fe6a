import { Component, input } from '@angular/core';

export type StatusTone = 'success' | 'warning' | 'danger' | 'info' | 'muted';

/** A state in one or two words, with a colour and a dot that say the same thing. */
@Component({
  selector: 'k-status-badge',
  template: `<span class="dot"></span>{{ label() }}`,
  host: { '[class]': '"tone-" + tone()' },
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      height: 24px;
      padding: 0 10px 0 8px;
      border-radius: 12px;
      font-size: 12px;
      line-height: 16px;
      font-weight: 550;
      white-space: nowrap;
      background: var(--badge-container);
      color: var(--badge-text);
    }
    .dot {
      width: 8px;
      height: 8px;
      border-radius: 50%;
      background: var(--badge-dot);
    }
    :host(.tone-success) {
      --badge-container: var(--k-success-container);
      --badge-text: var(--k-on-success-container);
      --badge-dot: var(--k-success);
    }
    :host(.tone-warning) {
      --badge-container: var(--k-warning-container);
      --badge-text: var(--k-on-warning-container);
      --badge-dot: var(--k-warning);
    }
    :host(.tone-danger) {
      --badge-container: var(--k-danger-container);
      --badge-text: var(--k-on-danger-container);
      --badge-dot: var(--k-danger);
    }
    :host(.tone-info) {
      --badge-container: var(--k-info-container);
      --badge-text: var(--k-on-info-container);
      --badge-dot: var(--k-info);
    }
    :host(.tone-muted) {
      --badge-container: var(--k-muted-container);
      --badge-text: var(--k-on-muted-container);
      --badge-dot: currentColor;
    }
  `,
})
export class StatusBadge {
  readonly label = input.required<string>();
  readonly tone = input<StatusTone>('muted');
}
