import { Component, computed, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Icon } from '@konstruct/ui';
import { CopyButton } from './copy-button';

const FILE_NAME = 'konstruct-recovery-codes.txt';

/** Recovery codes, the one time that they are seen, to copy or keep as a file. */
@Component({
  selector: 'app-recovery-codes',
  imports: [CopyButton, Icon, MatButton],
  template: `
    <p>
      Each of these signs you in once without your phone. Keep them where you keep your passwords: they are not shown
      again.
    </p>
    <ul aria-label="Recovery codes">
      @for (code of codes(); track code) {
        <li>{{ code }}</li>
      }
    </ul>
    <div class="actions">
      <app-copy-button [text]="asText()" what="the recovery codes" />
      <button matButton type="button" (click)="download()">
        <k-icon name="download" />
        Download
      </button>
    </div>
  `,
  styles: `
    :host {
      display: block;
    }
    ul {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(176px, 1fr));
      gap: 8px 24px;
      margin: 16px 0 8px;
      padding: 16px;
      border: 1px solid var(--k-line);
      border-radius: var(--k-radius-small);
      list-style: none;
      font-family: ui-monospace, monospace;
    }
    .actions {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
      margin-left: -12px;
    }
  `,
})
export class RecoveryCodes {
  readonly codes = input.required<readonly string[]>();
  protected readonly asText = computed(() => this.codes().join('\n'));

  protected download(): void {
    const address = URL.createObjectURL(new Blob([`${this.asText()}\n`], { type: 'text/plain' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = FILE_NAME;
    link.click();
    URL.revokeObjectURL(address);
  }
}
