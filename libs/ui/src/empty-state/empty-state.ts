import { Component, input } from '@angular/core';
import { Icon } from '../icon/icon';
import { IconName } from '../icon/icon-paths';

/** What stands where a list would be: why it is empty and, projected, the button for what to do next. */
@Component({
  selector: 'k-empty-state',
  imports: [Icon],
  template: `
    <span class="icon"><k-icon [name]="icon()" [size]="28" /></span>
    <h2>{{ heading() }}</h2>
    <p>{{ text() }}</p>
    <div class="actions"><ng-content /></div>
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      align-items: center;
      padding: 48px 24px;
      text-align: center;
    }
    .icon {
      display: grid;
      place-items: center;
      width: 56px;
      height: 56px;
      margin-bottom: 16px;
      border-radius: 16px;
      background: var(--k-info-container);
      color: var(--k-on-info-container);
    }
    p {
      max-width: 48ch;
      margin-top: 4px;
      color: var(--k-text-muted);
      text-wrap: pretty;
    }
    .actions {
      display: flex;
      flex-wrap: wrap;
      justify-content: center;
      gap: 8px;
      margin-top: 24px;
    }
    .actions:empty {
      display: none;
    }
  `,
})
export class EmptyState {
  readonly icon = input.required<IconName>();
  readonly heading = input.required<string>();
  readonly text = input.required<string>();
}
