import { Component, computed, effect, input, signal } from '@angular/core';
import { MatProgressSpinner } from '@angular/material/progress-spinner';
import type { TestMessageView } from '@konstruct/api-client';
import { Icon } from '@konstruct/ui';

/** After this WhatsApp usually has reported; a phone that is off makes it longer. */
const LONG_WAIT_MS = 20_000;

/** What has become of a test message whose provider takes it first and reports later. */
@Component({
  selector: 'app-test-message-progress',
  imports: [Icon, MatProgressSpinner],
  template: `
    <ol role="status" aria-label="What became of the test message">
      <li><k-icon class="done" name="check_circle" [size]="20" /> WhatsApp has taken it</li>
      <li>
        @if (isWaiting()) {
          <mat-progress-spinner mode="indeterminate" [diameter]="20" aria-label="Waiting" />
          Waiting for WhatsApp to report that it was sent
        } @else {
          <k-icon class="done" name="check_circle" [size]="20" /> It is on its way to the phone
        }
      </li>
    </ol>
    @if (isLong()) {
      <p class="k-muted">
        This takes longer than usual. It goes on by itself as soon as WhatsApp reports; you may leave and come back.
      </p>
    }
  `,
  styles: `
    :host {
      display: block;
      margin-top: 16px;
    }
    li {
      display: flex;
      align-items: center;
      gap: 8px;
      min-height: 32px;
    }
    .done {
      color: var(--k-success);
    }
  `,
})
export class TestMessageProgress {
  readonly message = input.required<TestMessageView>();

  protected readonly isWaiting = computed(() => this.message().status === 'sending');
  protected readonly isLong = signal(false);
  private readonly id = computed(() => this.message().id);

  constructor() {
    effect((onCleanup) => {
      this.id();
      this.isLong.set(false);
      const timer = setTimeout(() => this.isLong.set(true), LONG_WAIT_MS);
      onCleanup(() => clearTimeout(timer));
    });
  }
}
