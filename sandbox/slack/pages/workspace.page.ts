import type { FastifyInstance } from 'fastify';
import { banner } from '../../web/banner';
import { html } from '../../web/html';
import { sendPage, type PageOptions } from '../../web/page';
import type { SlackServices } from '../slack-services';
import type { SlackWorkspace } from '../state/slack-state';

const STYLES = ['base.css', 'workspace.css', 'message.css', 'composer.css', 'diagnostics.css'];

/** The frame of the page in which a person chats; its script fills it from the control API. */
function workspacePage(workspace: SlackWorkspace): PageOptions {
  const body = html`<a class="skip" href="#composer-text">Skip to the message field</a>
    ${banner('Sandbox workspace')}
    <div id="workspace" class="workspace" data-team="${workspace.id}">
      <nav id="sidebar" class="sidebar" aria-label="${workspace.name}"></nav>
      <main class="main">
        <h1 class="visually-hidden">${workspace.name}</h1>
        <section id="conversation" class="conversation" aria-label="Conversation">
          <p class="loading">Opening ${workspace.name}…</p>
        </section>
        <section id="thread" class="thread" aria-label="Thread" hidden></section>
      </main>
    </div>
    <dialog id="diagnostics" class="diagnostics" aria-labelledby="diagnostics-title"></dialog>
    <p id="notice" class="notice" role="status" hidden></p>
    <noscript><p class="card">The workspace needs JavaScript to show messages as they come in.</p></noscript>`;
  const title = `${workspace.name} · Slack sandbox`;
  return { title, styles: STYLES, scripts: ['workspace.mjs'], bodyClass: 'chat', body };
}

function unknownWorkspacePage(services: SlackServices, teamId: string): PageOptions {
  const body = html`${banner('Sandbox workspace')}
    <main class="card">
      <h1>There is no workspace ${teamId}</h1>
      <ul>
        ${services.world.workspaces.map(({ id, name }) => html`<li><a href="/slack/workspace/${id}">${name}</a></li>`)}
      </ul>
    </main>`;
  return {
    title: 'No such workspace · Slack sandbox',
    styles: ['base.css', 'consent.css'],
    bodyClass: 'consent',
    body,
    status: 404,
  };
}

/** `/slack/workspace/<team_id>`, with or without a slash at the end. */
export function registerWorkspacePages(app: FastifyInstance, services: SlackServices): void {
  for (const url of ['/slack/workspace/:team', '/slack/workspace/:team/']) {
    app.get<{ Params: { team: string } }>(url, ({ params }, reply) => {
      const workspace = services.world.findWorkspace(params.team);
      return sendPage(reply, workspace ? workspacePage(workspace) : unknownWorkspacePage(services, params.team));
    });
  }
}
