import { Component, computed, input } from '@angular/core';
import { Icon } from '../icon/icon';
import { IconName } from '../icon/icon-paths';
import { StatusTone } from '../status-badge/status-badge';

const ICONS: Record<StatusTone, IconName> = {
  success: 'check_circle',
  warning: 'warning',
  danger: 'error',
  info: 'info',
  muted: 'info',
};

/** A message inside a page that stays: what happened, and projected below it what to do about it. */
@Component({
  selector: 'k-notice',
  imports: [Icon],
  template: `
    <k-icon [name]="icon()" />
    <div class="words">
      @if (heading()) {
        <strong>{{ heading() }}</strong>
      }
      <ng-content />
    </div>
  `,
  host: { '[class]': '"tone-" + tone()', '[attr.role]': 'tone() === "danger" ? "alert" : "status"' },
  styles: `
    :host {
      display: flex;
      gap: 12px;
      padding: 12px 16px;
      border-radius: var(--k-radius-small);
      background: var(--notice-container);
      color: var(--notice-text);
    }
    .words {
      flex: 1;
      min-width: 0;
      overflow-wrap: anywhere;
    }
    strong {
      display: block;
      font-weight: 650;
    }
    :host(.tone-success) {
      --notice-container: var(--k-success-container);
      --notice-text: var(--k-on-success-container);
    }
    :host(.tone-warning) {
      --notice-container: var(--k-warning-container);
      --notice-text: var(--k-on-warning-container);
    }
    :host(.tone-danger) {
      --notice-container: var(--k-danger-container);
      --notice-text: var(--k-on-danger-container);
    }
    :host(.tone-info) {
      --notice-container: var(--k-info-container);
      --notice-text: var(--k-on-info-container);
    }
    :host(.tone-muted) {
      --notice-container: var(--k-muted-container);
      --notice-text: var(--k-on-muted-container);
    }
  `,
})
export class Notice {
  readonly tone = input<StatusTone>('info');
  readonly heading = input('');

  protected readonly icon = computed(() => ICONS[this.tone()]);
}
