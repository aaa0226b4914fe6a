import type { SandboxSummary } from '../provider';
import { banner } from './banner';
import { html, type SafeHtml } from './html';
import type { PageOptions } from './page';

function section(summary: SandboxSummary): SafeHtml {
  return html`<section class="provider">
    <h2>${summary.title}</h2>
    <p>${summary.description}</p>
    <ul class="links">
      ${summary.links.map(({ label, href }) => html`<li><a href="${href}">${label}</a></li>`)}
    </ul>
    <dl>
      ${summary.facts.map(
        ({ name, value }) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
  </section>`;
}

/** What there is in this sandbox and where to open it. */
export function indexPage(summaries: SandboxSummary[]): PageOptions {
  const body = html`${banner('Sandbox')}
    <main class="card wide">
      <h1>Provider sandbox</h1>
      <p class="lead">
        Stand-ins for the providers that the product talks to. Each speaks its provider's own protocol.
      </p>
      <div class="providers">${summaries.map(section)}</div>
    </main>`;
  return { title: 'Provider sandbox', styles: ['base.css', 'consent.css'], bodyClass: 'consent', body };
}
