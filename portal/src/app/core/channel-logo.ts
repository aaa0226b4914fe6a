import { Component, computed, input } from '@angular/core';
import type { ChannelKind } from '@konstruct/api-client';

interface Part {
  readonly fill: string;
  readonly d: string;
}

const LOGOS: Record<ChannelKind, readonly Part[]> = {
  slack: [
    {
      fill: '#e01e5a',
      d: 'M5.04 15.16a2.52 2.52 0 1 1-2.52-2.52h2.52zm1.27 0a2.52 2.52 0 0 1 5.04 0v6.32a2.52 2.52 0 1 1-5.04 0z',
    },
    {
      fill: '#36c5f0',
      d: 'M8.83 5.04a2.52 2.52 0 1 1 2.52-2.52v2.52zm0 1.28a2.52 2.52 0 0 1 0 5.04H2.52a2.52 2.52 0 1 1 0-5.04z',
    },
    {
      fill: '#2eb67d',
      d: 'M18.96 8.84a2.52 2.52 0 1 1 2.52 2.52h-2.52zm-1.27 0a2.52 2.52 0 0 1-5.04 0V2.52a2.52 2.52 0 1 1 5.04 0z',
    },
    {
      fill: '#ecb22e',
      d: 'M15.17 18.96a2.52 2.52 0 1 1-2.52 2.52v-2.52zm0-1.27a2.52 2.52 0 0 1 0-5.04h6.31a2.52 2.52 0 1 1 0 5.04z',
    },
  ],
  whatsapp: [
    {
      fill: '#25d366',
      d: 'M12 1.6a10.3 10.3 0 0 0-8.9 15.5L1.6 22.4l5.500-1.440A10.3 10.3 0 1 0 12 1.600z',
    },
    {
      fill: '#ffffff',
      d: 'M8.9 6.900c-.2-.5-.45-.5-.65-.5h-.6c-.2 0-.5.08-.8.4-.3.3-1.050 1-1.050 2.500s1.070 2.900 1.220 3.100c.15.2 2.100 3.300 5.200 4.500 2.550 1 3.070.8 3.620.75.55-.05 1.800-.72 2.050-1.430.25-.7.25-1.300.18-1.430-.08-.12-.28-.2-.58-.35s-1.800-.9-2.070-1c-.28-.1-.48-.15-.68.15-.2.300-.78 1-.96 1.180-.18.2-.35.230-.65.08s-1.280-.47-2.430-1.500c-.9-.8-1.500-1.800-1.680-2.100-.18-.3-.02-.470.130-.62.14-.13.3-.35.46-.53.15-.18.2-.3.3-.5.1-.2.05-.38-.02-.53-.08-.150-.670-1.670-.940-2.270z',
    },
  ],
};

/** The mark of a channel, drawn; the words beside it say the same. */
@Component({
  selector: 'app-channel-logo',
  template: `
    <svg viewBox="0 0 24 24" aria-hidden="true" [attr.width]="size()" [attr.height]="size()">
      @for (part of parts(); track $index) {
        <path [attr.fill]="part.fill" [attr.d]="part.d" />
      }
    </svg>
  `,
  styles: `
    :host {
      display: inline-flex;
      flex: none;
    }
  `,
})
export class ChannelLogo {
  readonly kind = input.required<ChannelKind>();
  readonly size = input(40);

  protected readonly parts = computed(() => LOGOS[this.kind()]);
}
