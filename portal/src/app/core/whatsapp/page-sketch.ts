import { Component, input } from '@angular/core';
import type { PageSketch } from './whatsapp-field-guide';

/** A small drawing of the page at Meta, with the thing to copy marked. The steps beside it say the same in words. */
@Component({
  selector: 'app-page-sketch',
  template: `
    <div class="window" aria-hidden="true">
      <div class="bar"><i></i><i></i><i></i> {{ sketch().page }}</div>
      <div class="page">
        <ul>
          @for (entry of sketch().menu; track entry) {
            <li [class.chosen]="entry === sketch().chosen">{{ entry }}</li>
          }
        </ul>
        <div class="rows">
          @for (row of sketch().rows; track row.label) {
            <div class="row" [class.wanted]="row.isWanted">
              {{ row.label }}<span>{{ row.value }}</span>
            </div>
          }
        </div>
      </div>
    </div>
  `,
  styles: `
    .window {
      max-width: 440px;
      border: 1px solid var(--k-line);
      border-radius: var(--k-radius-small);
      background: var(--k-card);
      font-size: 11px;
      line-height: 16px;
      overflow: hidden;
    }
    .bar {
      display: flex;
      align-items: center;
      gap: 4px;
      padding: 4px 8px;
      background: var(--k-muted-container);
      color: var(--k-on-muted-container);
    }
    i {
      width: 8px;
      height: 8px;
      border-radius: 50%;
      background: var(--k-field-line);

      &:last-of-type {
        margin-right: 4px;
      }
    }
    .page {
      display: grid;
      grid-template-columns: minmax(0, 2fr) minmax(0, 3fr);
    }
    ul {
      padding: 8px;
      border-right: 1px solid var(--k-line);
    }
    li {
      padding: 2px 8px;
      border-radius: 4px;
      color: var(--k-text-muted);
    }
    .chosen {
      background: var(--k-info-container);
      color: var(--k-on-info-container);
      font-weight: 650;
    }
    .rows {
      display: grid;
      align-content: start;
      gap: 8px;
      padding: 8px;
    }
    .row {
      display: grid;
      padding: 4px 8px;
      border: 1px solid var(--k-line);
      border-radius: 4px;
      color: var(--k-text-muted);

      span {
        color: var(--k-text);
      }
    }
    .wanted {
      border: 2px solid var(--k-success);
      color: var(--k-text);
      font-weight: 650;
    }
  `,
})
export class PageSketchView {
  readonly sketch = input.required<PageSketch>();
}
