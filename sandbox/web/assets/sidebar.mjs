import { el, icon, reconcile, tile } from './dom.mjs';
import { APP_COLOR } from './page-state.mjs';

/** @typedef {import('../../slack/pages/workspace-view.js').WorkspaceView} WorkspaceView */
/** @typedef {import('../../slack/pages/workspace-view.js').ChannelView} ChannelView */

/**
 * @typedef {object} SidebarActions
 * @property {(userId: string) => void} actAs
 * @property {(channelId: string) => void} openChannel
 * @property {(otherId: string) => void} openDirect
 * @property {() => void} openDiagnostics
 */

/**
 * One line of the sidebar.
 * @typedef {{ id: string, kind: string, name: string, otherId: string | null, color: string, tag: string,
 *   isCurrent: boolean, isUnread: boolean }} Place
 */

/** The workspace's channels and people, and who is acting. */
export class Sidebar {
  /** @param {HTMLElement} element @param {SidebarActions} actions */
  constructor(element, actions) {
    this.actions = actions;
    this.name = el('p', { class: 'workspace-name' });
    this.select = /** @type {HTMLSelectElement} */ (
      el('select', { id: 'acting-as', onchange: () => actions.actAs(this.select.value) })
    );
    this.channels = el('ul', { class: 'places' });
    this.directs = el('ul', { class: 'places' });
    this.noApp = el('p', { class: 'no-app' });
    const diagnostics = el('button', { type: 'button', class: 'button quiet small', onclick: actions.openDiagnostics });
    diagnostics.append(icon('tools'), 'Faults and records');
    element.append(
      this.name,
      el('div', { class: 'acting' }, el('label', { for: 'acting-as' }, 'You are'), this.select),
      el('h2', {}, 'Channels'),
      this.channels,
      el('h2', {}, 'Direct messages'),
      this.directs,
      this.noApp,
      el('div', { class: 'sidebar-foot' }, diagnostics, el('a', { href: '/' }, 'All sandboxes')),
    );
  }

  /** @param {WorkspaceView} view @param {(channel: ChannelView) => boolean} isUnread */
  update(view, isUnread) {
    this.updatePerson(view);
    const toPlace = (/** @type {ChannelView} */ channel) => this.channelPlace(view, channel, isUnread(channel));
    const channels = view.channels.filter(({ kind }) => kind !== 'im').map(toPlace);
    const render = (/** @type {Place} */ place) => this.renderPlace(place);
    reconcile(this.channels, channels, { key: ({ id }) => id, render });
    reconcile(this.directs, this.directPlaces(view, isUnread), { key: ({ id }) => id, render });
    this.noApp.hidden = view.app.is_installed;
    this.noApp.textContent = `${view.app.name} is not installed here yet. Install it from the product with "Add to Slack".`;
  }

  /** @param {WorkspaceView} view */
  updatePerson(view) {
    if (this.name.childElementCount === 0) {
      this.name.append(tile(view.workspace.name, APP_COLOR), view.workspace.name);
      const options = view.people.map(({ id, name }) => el('option', { value: id }, name));
      this.select.replaceChildren(...options);
    }
    this.select.value = view.me.id;
  }

  /** @param {WorkspaceView} view @param {ChannelView} channel @param {boolean} isUnread @returns {Place} */
  channelPlace(view, { id, kind, name }, isUnread) {
    const isCurrent = view.channel.id === id;
    return { id, kind, name, otherId: null, color: '', tag: '', isCurrent, isUnread: isUnread && !isCurrent };
  }

  /** @param {WorkspaceView} view @param {(channel: ChannelView) => boolean} isUnread @returns {Place[]} */
  directPlaces(view, isUnread) {
    const app = { id: view.app.user_id, name: view.app.name, color: APP_COLOR, tag: 'APP' };
    const people = view.people.filter(({ id }) => id !== view.me.id).map((person) => ({ ...person, tag: '' }));
    return [...(view.app.is_installed ? [app] : []), ...people].map(({ id, name, color, tag }) => {
      const channel = view.channels.find(({ other_id }) => other_id === id);
      const isCurrent = view.channel.other_id === id;
      const hasNews = channel !== undefined && !isCurrent && isUnread(channel);
      return { id, kind: 'im', name, otherId: id, color, tag, isCurrent, isUnread: hasNews };
    });
  }

  /** @param {Place} place */
  renderPlace(place) {
    const sign = place.kind === 'group' ? icon('lock') : '#';
    const open = () => (place.otherId ? this.actions.openDirect(place.otherId) : this.actions.openChannel(place.id));
    const button = el(
      'button',
      {
        type: 'button',
        class: place.isUnread ? 'place unread' : 'place',
        'aria-current': place.isCurrent && 'page',
        onclick: open,
      },
      place.otherId ? tile(place.name, place.color) : el('span', { class: 'sign', 'aria-hidden': 'true' }, sign),
      el('span', { class: 'label' }, place.name),
      place.kind === 'group' && el('span', { class: 'visually-hidden' }, '(private)'),
      place.tag !== '' && el('span', { class: 'tag' }, place.tag),
      place.isUnread && el('span', { class: 'dot' }),
      place.isUnread && el('span', { class: 'visually-hidden' }, '(new messages)'),
    );
    return el('li', {}, button);
  }
}
