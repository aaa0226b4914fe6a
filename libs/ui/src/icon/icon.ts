import { Component, computed, input } from '@angular/core';
import { ICON_PATHS, IconName } from './icon-paths';

/**
 * A Material Symbol drawn as inline SVG, so that it is there with the text and never shows its ligature.
 * Decorative by default: whatever it means must also stand in words or in the control's label.
 */
@Component({
  selector: 'k-icon',
  template: `<svg viewBox="0 -960 960 960" focusable="false"><path [attr.d]="path()" /></svg>`,
  host: { class: 'mat-icon', 'aria-hidden': 'true', '[style.--k-icon-size.px]': 'size()' },
  styles: `
    :host {
      display: inline-flex;
      flex: none;
      vertical-align: -0.3em;
      width: var(--k-icon-size);
      height: var(--k-icon-size);
    }
    svg {
      width: 100%;
      height: 100%;
      fill: currentColor;
    }
  `,
})
export class Icon {
  readonly name = input.required<IconName>();
  readonly size = input(20);

  protected readonly path = computed(() => ICON_PATHS[this.name()]);
}
