import { el } from './dom.mjs';

/** @typedef {import('./control-client.mjs').WorkspaceView} WorkspaceView */

/** Whether the app could be brought into the open channel. @param {WorkspaceView} view */
export function canInvite({ app, channel }) {
  return app.is_installed && !channel.is_app_member && channel.kind !== 'im';
}

/** @param {WorkspaceView} view @param {string} text */
export function mentionsAbsentApp(view, text) {
  return canInvite(view) && text.toLowerCase().includes(`@${view.app.name.toLowerCase()}`);
}

/**
 * Says that the app did not see a mention and offers to bring it in.
 * @param {HTMLElement} element @param {WorkspaceView} view @param {() => void} onInvite
 */
export function offerInvitation(element, { app, channel }, onInvite) {
  const add = el('button', { type: 'button', class: 'button small', onclick: onInvite }, `Add ${app.name}`);
  const dismiss = () => (element.hidden = true);
  const later = el('button', { type: 'button', class: 'button quiet small', onclick: dismiss }, 'Not now');
  element.replaceChildren(el('p', {}, `${app.name} is not in #${channel.name} and did not see this.`), add, later);
  element.hidden = false;
}

/**
 * Who is meant by `/invite @Name`.
 * @param {WorkspaceView} view @param {string} text @returns {string} the member's id
 */
export function invitedBy({ app, people }, text) {
  const wanted = text
    .replace(/^\/invite\s*@?/, '')
    .trim()
    .toLowerCase();
  if (app.is_installed && wanted === app.name.toLowerCase()) return app.user_id;
  const person = people.find(({ name }) => name.toLowerCase() === wanted);
  if (!person) throw new Error(`There is nobody called “${wanted}” to invite.`);
  return person.id;
}
