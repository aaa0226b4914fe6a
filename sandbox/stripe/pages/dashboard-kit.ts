import type { FastifyReply, FastifyRequest } from 'fastify';
import { html, type SafeHtml } from '../../web/html';
import { StripeError } from '../stripe-error';
import type { StripeServices } from '../stripe-services';
import { minute, readForm, sendStripePage } from './page-kit';

export interface DashboardQuery {
  done?: string;
  problem?: string;
}

const TABS = [
  ['/stripe', 'Subscriptions'],
  ['/stripe/invoices', 'Invoices'],
  ['/stripe/events', 'Events'],
  ['/stripe/settings', 'Faults and settings'],
] as const;

/** A page of the dashboard: its tabs, the clock, and what the last action came to. */
export function sendDashboard(
  services: StripeServices,
  reply: FastifyReply,
  page: { path: string; title: string; query: DashboardQuery; body: SafeHtml },
): FastifyReply {
  const { path, title, query, body } = page;
  const tabs = TABS.map(
    ([href, label]) => html`<a href="${href}" ${href === path ? html`aria-current="page"` : null}>${label}</a>`,
  );
  const main = html`<main class="stack">
    <h1>${title}</h1>
    <nav class="tabs" aria-label="Dashboard">${tabs}</nav>
    ${query.done ? html`<p class="done" role="status">${query.done}</p>` : null}
    ${query.problem ? html`<p class="problem" role="alert">${query.problem}</p>` : null} ${clockPanel(services, path)}
    ${body}
  </main>`;
  return sendStripePage(reply, { title, main });
}

/** Does what a form asks for and goes back to its page with a word about it. */
export function act(
  request: FastifyRequest,
  reply: FastifyReply,
  fallback: string,
  action: (form: Record<string, string>) => string,
): FastifyReply {
  const form = readForm(request);
  const page = form.back?.startsWith('/stripe') ? form.back : fallback;
  const answer = (name: string, text: string) => reply.redirect(`${page}?${name}=${encodeURIComponent(text)}`, 303);
  try {
    return answer('done', action(form));
  } catch (error) {
    if (error instanceof StripeError) return answer('problem', error.message);
    throw error;
  }
}

/** A form with one button and what goes with it. */
export function deed(action: string, label: string, fields: Record<string, string>, look = 'quiet small'): SafeHtml {
  return html`<form method="post" action="${action}">
    ${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
    <button class="button ${look}" type="submit">${label}</button>
  </form>`;
}

const MOVES = [
  ['An hour', '3600'],
  ['A day', '86400'],
  ['A week', '604800'],
  ['A month', '2678400'],
] as const;

function clockPanel({ world, lifecycle }: StripeServices, back: string): SafeHtml {
  const next = lifecycle.next();
  return html`<section class="panel" aria-label="Clock">
    <div class="clock">
      <div>
        <span class="muted">Stripe's clock</span>
        <time>${minute(world.now())}</time>
        <span class="muted"
          >${next ? `Next: ${next.kind}, ${minute(Math.max(next.at, world.now()))}` : 'Nothing is going to happen by itself.'}</span
        >
      </div>
      <div class="actions">
        ${next ? deed('/stripe/clock', 'To what is next', { next: '1', back }, 'small') : null}
        ${MOVES.map(([label, seconds]) => deed('/stripe/clock', label, { seconds, back }))}
        <form class="inline" method="post" action="/stripe/clock">
          <input type="hidden" name="back" value="${back}" />
          <div class="field">
            <label for="clock-to">To (UTC)</label>
            <input
              id="clock-to"
              name="to"
              type="datetime-local"
              value="${new Date(world.now() * 1_000).toISOString().slice(0, 16)}"
            />
          </div>
          <button class="button quiet" type="submit">Move</button>
        </form>
      </div>
    </div>
  </section>`;
}
