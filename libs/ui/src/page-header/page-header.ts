import { Component, input } from '@angular/core';

/** Title of a page with a line that says what it is for, and the page's main actions. Focus moves to the title after navigation. */
@Component({
  selector: 'k-page-header',
  template: `
    <div class="words">
      <h1 tabindex="-1">{{ heading() }}</h1>
      @if (text()) {
        <p>{{ text() }}</p>
      }
    </div>
    <div class="actions"><ng-content /></div>
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: flex-end;
      justify-content: space-between;
      gap: 16px;
      margin-bottom: 24px;
    }
    .words {
      flex: 1 1 320px;
      min-width: 0;
    }
    h1 {
      overflow-wrap: anywhere;
    }
    p {
      margin-top: 4px;
      color: var(--k-text-muted);
      text-wrap: pretty;
    }
    .actions {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 8px;
    }
    .actions:empty {
      display: none;
    }
  `,
})
export class PageHeader {
  readonly heading = input.required<string>();
  readonly text = input('');
}
