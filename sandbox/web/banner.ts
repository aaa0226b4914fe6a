import { html, type SafeHtml } from './html';

/** Stands on every page, so that nobody takes the sandbox for the real thing. */
export function banner(subject: string): SafeHtml {
  return html`<header class="banner">
    <span class="banner-mark" aria-hidden="true"></span>${subject}: nothing here leaves this computer
  </header>`;
}
