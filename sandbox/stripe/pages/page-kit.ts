import type { FastifyReply, FastifyRequest } from 'fastify';
import { parse } from 'qs';
import { banner } from '../../web/banner';
import { html, type SafeHtml } from '../../web/html';
import { sendPage } from '../../web/page';

export interface StripePage {
  title: string;
  main: SafeHtml;
  /** Addresses to which a form of the page may lead. */
  leadsTo?: (string | null)[];
  status?: number;
}

export function sendStripePage(reply: FastifyReply, { title, main, leadsTo, status }: StripePage): FastifyReply {
  const origins = (leadsTo ?? []).filter((url): url is string => url !== null).map((url) => new URL(url).origin);
  return sendPage(reply, {
    title: `${title} · Stripe sandbox`,
    styles: ['base.css', 'stripe.css'],
    bodyClass: 'stripe',
    body: html`${banner('Stripe sandbox, no real money')} ${main}`,
    formTargets: [...new Set(origins)],
    ...(status === undefined ? {} : { status }),
  });
}

/** What a form of a page sent. */
export function readForm(request: FastifyRequest): Record<string, string> {
  const body = typeof request.body === 'string' ? parse(request.body) : {};
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, typeof value === 'string' ? value : '']),
  );
}

export function money(cents: number, currency = 'usd'): string {
  return new Intl.NumberFormat('en-US', { style: 'currency', currency }).format(cents / 100);
}

export function day(moment: number): string {
  return new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: 'UTC' }).format(moment * 1_000);
}

export function minute(moment: number): string {
  return `${new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }).format(moment * 1_000)} UTC`;
}

export interface FieldOptions {
  name: string;
  label: string;
  value?: string | undefined;
  mistake?: string | undefined;
  placeholder?: string;
  autocomplete?: string;
  inputmode?: 'numeric' | 'text';
  type?: string;
}

export function field(options: FieldOptions): SafeHtml {
  const { name, label, value = '', mistake, placeholder = '', autocomplete = 'off', type = 'text' } = options;
  const described = mistake === undefined ? null : html`aria-invalid="true" aria-describedby="${name}-mistake"`;
  return html`<div class="field">
    <label for="${name}">${label}</label>
    <input
      id="${name}"
      name="${name}"
      type="${type}"
      value="${value}"
      placeholder="${placeholder}"
      autocomplete="${autocomplete}"
      inputmode="${options.inputmode ?? 'text'}"
      ${described}
    />
    ${mistake === undefined ? null : html`<span class="mistake" id="${name}-mistake">${mistake}</span>`}
  </div>`;
}

const GOOD = new Set(['active', 'trialing', 'paid', 'complete', 'succeeded', 'delivered', 'enabled']);
const BAD = new Set(['past_due', 'unpaid', 'canceled', 'uncollectible', 'failed', 'given_up', 'incomplete', 'void']);

export function badge(status: string): SafeHtml {
  const kind = GOOD.has(status) ? 'good' : BAD.has(status) ? 'bad' : '';
  return html`<span class="badge ${kind}">${status.replaceAll('_', ' ')}</span>`;
}

/** A button that does one thing. */
export function button(action: string, label: string, look = 'quiet small'): SafeHtml {
  return html`<form method="post" action="${action}">
    <button class="button ${look}" type="submit">${label}</button>
  </form>`;
}

export function messagePage(title: string, text: string, back: string | null): StripePage {
  const main = html`<main class="stack narrow">
    <section class="panel">
      <div class="panel-head"><h1>${title}</h1></div>
      <p class="muted">${text}</p>
      ${back === null ? null : html`<p><a class="back" href="${back}">← Go back</a></p>`}
    </section>
  </main>`;
  return { title, main, leadsTo: [] };
}
