import type { FastifyReply } from 'fastify';
import { html, type SafeHtml } from './html';

export interface PageOptions {
  title: string;
  styles: string[];
  scripts?: string[];
  bodyClass?: string;
  body: SafeHtml;
  /** Origins to which a form of the page may lead, by itself or by a redirect. */
  formTargets?: string[];
  status?: number;
}

function contentSecurityPolicy(formTargets: string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    `form-action 'self' ${formTargets.join(' ')}`.trim(),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Sends a whole page under a content security policy that knows neither inline script nor inline style. */
export function sendPage(reply: FastifyReply, options: PageOptions): FastifyReply {
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${options.title}</title>
        <link rel="icon" href="/assets/icon.svg" />
        ${options.styles.map((style) => html`<link rel="stylesheet" href="/assets/${style}" /> `)}${(
          options.scripts ?? []
        ).map((script) => html`<script type="module" src="/assets/${script}"></script> `)}
      </head>
      <body class="${options.bodyClass ?? ''}">
        ${options.body}
      </body>
    </html> `;
  return reply
    .code(options.status ?? 200)
    .headers({
      'content-security-policy': contentSecurityPolicy(options.formTargets ?? []),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cache-control': 'no-store',
    })
    .type('text/html; charset=utf-8')
    .send(page.markup);
}
