import { Component, input } from '@angular/core';

/**
 * The face of an employee: an emoji on the colour chosen for it. The name always stands beside it in words. The last font
 * is bundled, for machines that have no emoji of their own.
 */
@Component({
  selector: 'k-avatar',
  template: `{{ emoji() || '🙂' }}`,
  host: { 'aria-hidden': 'true', '[style.--k-avatar-color]': 'color()', '[style.--k-avatar-size.px]': 'size()' },
  styles: `
    :host {
      display: inline-grid;
      place-items: center;
      flex: none;
      width: var(--k-avatar-size);
      height: var(--k-avatar-size);
      border-radius: 30%;
      background: color-mix(in srgb, var(--k-avatar-color) 24%, var(--k-card));
      box-shadow: inset 0 0 0 1px color-mix(in srgb, var(--k-avatar-color) 44%, transparent);
      font-family: 'Apple Color Emoji', 'Segoe UI Emoji', 'Noto Color Emoji', 'Avatar Emoji', sans-serif;
      font-size: calc(var(--k-avatar-size) * 0.5);
      line-height: 1;
      user-select: none;
    }
  `,
})
export class Avatar {
  readonly color = input.required<string>();
  readonly emoji = input.required<string>();
  readonly size = input(40);
}
