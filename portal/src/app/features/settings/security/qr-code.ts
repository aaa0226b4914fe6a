import { Component, computed, input } from '@angular/core';
import { encodeQR } from 'qr';

/** What the specification asks for around the code, in modules. */
const QUIET_ZONE = 4;

/** A QR code, drawn here in the browser so that what it says goes nowhere else. Dark on white in every theme: cameras want that. */
@Component({
  selector: 'app-qr-code',
  template: `
    <svg
      role="img"
      shape-rendering="crispEdges"
      [attr.viewBox]="'0 0 ' + modules().length + ' ' + modules().length"
      [attr.aria-label]="label()"
    >
      <path [attr.d]="path()" />
    </svg>
  `,
  styles: `
    svg {
      display: block;
      width: 208px;
      height: 208px;
      border: 1px solid var(--k-line);
      border-radius: var(--k-radius-small);
      background: #fff;
      fill: #000;
    }
  `,
})
export class QrCode {
  readonly text = input.required<string>();
  readonly label = input.required<string>();

  protected readonly modules = computed(() => encodeQR(this.text(), 'raw', { ecc: 'medium', border: QUIET_ZONE }));
  protected readonly path = computed(() => this.modules().map(rowPath).join(''));
}

/** The dark runs of a row as rectangles one module high. */
function rowPath(row: readonly boolean[], y: number): string {
  let path = '';
  for (let x = 0; x < row.length; x += 1) {
    if (!row[x]) continue;
    const start = x;
    while (row[x + 1]) x += 1;
    path += `M${start} ${y}h${x - start + 1}v1H${start}z`;
  }
  return path;
}
