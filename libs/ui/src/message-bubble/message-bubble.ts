import { Component, input } from '@angular/core';

export type BubbleSide = 'person' | 'employee';

/** One message of a conversation: who wrote it, what, and whatever is projected below it (cost, state, failure). */
@Component({
  selector: 'k-message-bubble',
  template: `
    <div class="meta">
      <span class="author">{{ author() }}</span>
      @if (time()) {
        <span class="k-muted">{{ time() }}</span>
      }
    </div>
    <div class="bubble">{{ text() }}</div>
    <div class="below"><ng-content /></div>
  `,
  host: { '[class]': '"side-" + side()' },
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      align-items: flex-start;
      max-width: min(640px, 88%);
    }
    :host(.side-employee) {
      align-self: flex-end;
      align-items: flex-end;
    }
    .meta {
      display: flex;
      gap: 8px;
      margin-bottom: 4px;
      font-size: 12px;
      line-height: 16px;
    }
    .author {
      font-weight: 550;
    }
    .bubble {
      padding: 8px 12px;
      border-radius: 4px 12px 12px 12px;
      background: var(--k-muted-container);
      white-space: pre-wrap;
      overflow-wrap: anywhere;
    }
    :host(.side-employee) .bubble {
      border-radius: 12px 4px 12px 12px;
      background: var(--k-info-container);
      color: var(--k-on-info-container);
    }
    .below {
      margin-top: 4px;
      font-size: 12px;
      line-height: 16px;
      color: var(--k-text-muted);
    }
    :host(.side-employee) .below {
      text-align: right;
    }
    .below:empty {
      display: none;
    }
  `,
})
export class MessageBubble {
  readonly author = input.required<string>();
  readonly text = input.required<string>();
  readonly side = input.required<BubbleSide>();
  readonly time = input('');
}
