import { banner } from '../../web/banner';
import { html, type SafeHtml } from '../../web/html';
import type { PageOptions } from '../../web/page';
import type { SlackApp } from '../slack-app';
import type { SlackWorkspace } from '../state/slack-state';
import { SCOPE_WORDS } from './scopes';

export interface ConsentQuestion {
  scopes: string[];
  userScopes: string[];
  redirectUri: string;
  state: string;
  teamId: string | undefined;
}

function workspaceChoice(workspace: SlackWorkspace, isChosen: boolean): SafeHtml {
  const state = workspace.installation ? 'Already installed: this renews it' : `${workspace.users.length} people`;
  return html`<label class="choice">
    <input type="radio" name="team" value="${workspace.id}" required ${isChosen ? 'checked' : ''} />
    <span class="tile" aria-hidden="true">${workspace.name.charAt(0)}</span>
    <span class="choice-text"><strong>${workspace.name}</strong><small>${state}</small></span>
  </label>`;
}

function scopeList(heading: string, scopes: string[]): SafeHtml | null {
  if (scopes.length === 0) return null;
  return html`<h2>${heading}</h2>
    <ul class="scopes">
      ${scopes.map((scope) => html`<li><span>${SCOPE_WORDS[scope] ?? scope}</span> <code>${scope}</code></li>`)}
    </ul>`;
}

/** The page that asks a person whether the app may come into a workspace. It works without script. */
export function consentPage(app: SlackApp, workspaces: SlackWorkspace[], question: ConsentQuestion): PageOptions {
  const chosen = question.teamId ?? workspaces[0]?.id;
  const hidden = {
    client_id: app.clientId,
    scope: question.scopes.join(','),
    user_scope: question.userScopes.join(','),
    redirect_uri: question.redirectUri,
    state: question.state,
  };
  const body = html`${banner('Slack sandbox')}
    <main class="card">
      <div class="pair" aria-hidden="true">
        <span class="tile tile-app">${app.name.charAt(0)}</span><span class="pair-line"></span
        ><span class="tile tile-team">S</span>
      </div>
      <h1>${app.name} asks to join a workspace</h1>
      <p class="lead">Choose the workspace and look at what ${app.name} would be allowed to do there.</p>
      <form method="post" action="/slack/oauth/v2/authorize">
        ${Object.entries(hidden).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
        <fieldset>
          <legend>Workspace</legend>
          ${workspaces.map((workspace) => workspaceChoice(workspace, workspace.id === chosen))}
        </fieldset>
        ${scopeList(`In the workspace, ${app.name} will be able to`, question.scopes)}
        ${scopeList(`On your behalf, ${app.name} will be able to`, question.userScopes)}
        <p class="note">You will go back to <span class="address">${new URL(question.redirectUri).host}</span>.</p>
        <div class="actions">
          <button type="submit" name="decision" value="cancel" class="button quiet" formnovalidate>Cancel</button>
          <button type="submit" name="decision" value="allow" class="button">Allow</button>
        </div>
      </form>
    </main>`;
  const title = `Allow ${app.name}? · Slack sandbox`;
  return {
    title,
    styles: ['base.css', 'consent.css'],
    bodyClass: 'consent',
    body,
    formTargets: [new URL(question.redirectUri).origin],
  };
}

/** Slack shows these mistakes to the person and does not redirect: the address may not be the app's. */
export function consentErrorPage(code: string, explanation: string): PageOptions {
  const body = html`${banner('Slack sandbox')}
    <main class="card">
      <h1>Something is wrong with this request</h1>
      <p class="lead">${explanation}</p>
      <p>Error code: <code>${code}</code></p>
      <p><a href="/">All sandboxes</a></p>
    </main>`;
  return {
    title: `${code} · Slack sandbox`,
    styles: ['base.css', 'consent.css'],
    bodyClass: 'consent',
    body,
    status: 400,
  };
}
