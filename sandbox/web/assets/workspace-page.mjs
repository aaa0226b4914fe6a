/* global document, window, EventSource, Node */
import { ControlClient } from './control-client.mjs';
import { DiagnosticsDialog } from './diagnostics.mjs';
import { el, icon } from './dom.mjs';
import { canInvite, invitedBy, mentionsAbsentApp, offerInvitation } from './invitation.mjs';
import { Notice } from './notice.mjs';
import { Pane } from './pane.mjs';
import { Place } from './place.mjs';
import { Sidebar } from './sidebar.mjs';

/** @typedef {import('./control-client.mjs').WorkspaceView} WorkspaceView */
/** @typedef {import('../../slack/pages/workspace-view.js').MessageView} MessageView */
/** @typedef {import('../../slack/pages/workspace-view.js').ChannelView} ChannelView */

const APP_COLOR = '1f6f6b';
/** Changes that come together are drawn together. */
const GATHER_MS = 40;

/** @param {string} id */
function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/** @param {string} label @param {'menu' | 'close'} symbol @param {(event: Event) => void} onclick @param {string} [more] */
function iconButton(label, symbol, onclick, more = '') {
  return el('button', { type: 'button', class: `icon-button ${more}`, 'aria-label': label, onclick }, icon(symbol));
}

/** The workspace page: what is open, what the sandbox says about it, and the parts that draw it. */
export class WorkspacePage {
  constructor() {
    this.frame = byId('workspace');
    const team = this.frame.dataset.team ?? '';
    this.liveUrl = `/slack/workspace/${team}/live`;
    this.control = new ControlClient(team);
    this.place = new Place(team);
    this.notice = new Notice();
    /** @type {WorkspaceView | null} */
    this.view = null;
    /** @type {string | null} */
    this.editingTs = null;
    /** @type {Map<string, string>} newest message seen, by channel */
    this.seen = new Map();
    this.menuButton = iconButton('Channels and people', 'menu', (event) => this.openMenu(event), 'menu-button');
    const invite = () => void this.attempt(() => this.invite(this.view?.app.user_id ?? ''));
    this.addApp = el('button', { type: 'button', class: 'button quiet small', hidden: true, onclick: invite });
    this.conversation = this.createConversation();
    this.thread = this.createThread();
    this.diagnostics = this.createDiagnostics();
    this.sidebar = this.createSidebar();
    document.addEventListener('click', (event) => this.onClick(event));
    document.addEventListener('keydown', (event) => this.onKey(event));
  }

  createConversation() {
    return new Pane(byId('conversation'), {
      context: this.messageContext(false),
      composer: this.composerOptions('composer-text', false, (text) => this.post(text, null, false)),
      before: [this.menuButton],
      after: [this.addApp],
    });
  }

  createThread() {
    const reply = (/** @type {string} */ text, /** @type {boolean} */ isBroadcast) =>
      this.post(text, this.place.thread, isBroadcast);
    return new Pane(byId('thread'), {
      context: this.messageContext(true),
      composer: this.composerOptions('thread-text', true, reply),
      before: [],
      after: [iconButton('Close thread', 'close', () => this.openThread(null))],
    });
  }

  createDiagnostics() {
    return new DiagnosticsDialog(/** @type {HTMLDialogElement} */ (byId('diagnostics')), this.control, {
      isInstalled: () => this.view?.app.is_installed ?? false,
      appName: () => this.view?.app.name ?? '',
      notice: this.notice,
    });
  }

  createSidebar() {
    return new Sidebar(byId('sidebar'), {
      actAs: (userId) => {
        this.place.actAs(userId);
        void this.attempt(() => this.refresh());
      },
      openChannel: (channelId) => void this.attempt(() => this.openChannel(channelId)),
      openDirect: (otherId) => void this.attempt(() => this.openDirect(otherId)),
      openDiagnostics: () => this.diagnostics.open(),
    });
  }

  /** @param {string} id @param {boolean} canBroadcast @param {(text: string, isBroadcast: boolean) => Promise<void>} send */
  composerOptions(id, canBroadcast, send) {
    return {
      id,
      canBroadcast,
      send: async (/** @type {string} */ text, /** @type {boolean} */ isBroadcast) => {
        const isSent = await this.attempt(() => send(text, isBroadcast));
        if (!isSent) throw new Error('not sent');
      },
      mentionable: () => this.mentionable(),
      app: () => ({ name: this.view?.app.name ?? 'the app', isInstalled: this.view?.app.is_installed ?? false }),
    };
  }

  /** @param {boolean} isInThread @returns {import('./message-view.mjs').MessageContext} */
  messageContext(isInThread) {
    return {
      isInThread,
      nameOf: (id) => this.nameOf(id),
      openThread: (message) => this.openThread(message.thread_ts ?? message.ts),
      startEdit: (message) => this.edit(message.ts),
      finishEdit: (message, text) => void this.attempt(() => this.finishEdit(message, text)),
      remove: (message) => void this.attempt(() => this.remove(message)),
      react: (message) =>
        void this.attempt(() => this.control.react(this.place.channel ?? '', message.ts, this.place.as ?? '', '+1')),
    };
  }

  async start() {
    await this.attempt(() => this.refresh());
    const live = new EventSource(this.liveUrl);
    let isWaiting = false;
    const soon = () => {
      if (isWaiting) return;
      isWaiting = true;
      window.setTimeout(() => {
        isWaiting = false;
        void this.attempt(() => this.refresh());
      }, GATHER_MS);
    };
    live.addEventListener('message', soon);
    // After a lost connection something may have been missed.
    live.addEventListener('open', soon);
  }

  async refresh() {
    const { as, channel, thread } = this.place;
    this.view = await this.control.view({ as, channel, thread });
    this.place.settle(this.view);
    this.draw(this.view);
  }

  /** @param {WorkspaceView} view */
  draw(view) {
    const { channel, thread, app, me } = view;
    if (this.seen.size === 0) for (const { id, latest_ts } of view.channels) this.seen.set(id, latest_ts ?? '');
    this.seen.set(channel.id, channel.latest_ts ?? '');
    this.sidebar.update(view, (each) => each.is_member && (each.latest_ts ?? '') > (this.seen.get(each.id) ?? ''));
    const name = channel.kind === 'im' ? channel.name : `#${channel.name}`;
    const own = (/** @type {string | undefined} */ threadTs) =>
      view.statuses.filter((status) => status.channel === channel.id && (!threadTs || status.thread_ts === threadTs));
    const shared = { placeName: name, isDirect: channel.kind === 'im', editingTs: this.editingTs };
    const highlightedTs = this.place.highlightedTs;
    const key = `${me.id}/${channel.id}`;
    const main = {
      key,
      title: name,
      subtitle: subtitle(channel),
      messages: channel.messages,
      statuses: own(undefined),
    };
    this.conversation.update({ ...shared, ...main, highlightedTs, isThread: false, start: introduction(view, name) });
    if (thread) {
      const side = { key: `${key}/${thread.ts}`, title: 'Thread', subtitle: name, messages: thread.messages };
      this.thread.update({ ...shared, ...side, statuses: own(thread.ts), highlightedTs, isThread: true, start: null });
    }
    byId('thread').hidden = !thread;
    this.frame.classList.toggle('with-thread', thread !== null);
    this.addApp.hidden = !canInvite(view);
    this.addApp.textContent = `Add ${app.name}`;
    if (!canInvite(view)) this.conversation.invite.hidden = true;
    document.title = `${name} · ${view.workspace.name} · Slack sandbox`;
  }

  /** @param {string} id */
  nameOf(id) {
    const { view } = this;
    if (!view) return null;
    if (id === view.app.user_id) return view.app.name;
    const person = view.people.find((candidate) => candidate.id === id);
    return person?.name ?? view.channels.find((channel) => channel.id === id)?.name ?? null;
  }

  mentionable() {
    const { view } = this;
    if (!view) return [];
    const app = { name: view.app.name, color: APP_COLOR, tag: 'APP' };
    const people = view.people.map(({ name, color }) => ({ name, color, tag: '' }));
    return view.app.is_installed ? [app, ...people] : people;
  }

  /** @param {string} channelId */
  async openChannel(channelId) {
    this.place.openChannel(channelId);
    this.closeMenu();
    await this.refresh();
    this.conversation.composer.focus();
  }

  /** @param {string} otherId */
  async openDirect(otherId) {
    const { channel } = await this.control.openDirect(this.place.as ?? '', otherId);
    await this.openChannel(channel);
  }

  /** @param {string | null} ts */
  openThread(ts) {
    const closed = this.place.thread;
    this.place.thread = ts;
    void this.attempt(async () => {
      await this.refresh();
      if (ts) this.thread.composer.focus();
      else this.conversation.focusMessage(closed);
    });
  }

  /** @param {string} text @param {string | null} threadTs @param {boolean} isBroadcast */
  async post(text, threadTs, isBroadcast) {
    const { view, place } = this;
    if (!view) return;
    if (/^\/invite\b/.test(text)) return this.invite(invitedBy(view, text));
    const to = { channel: view.channel.id, thread_ts: threadTs, reply_broadcast: isBroadcast };
    await this.control.post({ ...to, user: view.me.id, text });
    place.highlightedTs = null;
    if (!mentionsAbsentApp(view, text)) return;
    offerInvitation(this.conversation.invite, view, () => void this.attempt(() => this.invite(view.app.user_id)));
  }

  /** @param {string} userId */
  async invite(userId) {
    const { view } = this;
    if (!view) return;
    await this.control.invite(view.channel.id, userId, view.me.id);
    this.conversation.invite.hidden = true;
    this.notice.show(`${this.nameOf(userId)} is now in #${view.channel.name}.`);
    this.conversation.composer.focus();
  }

  /** @param {string | null} ts */
  edit(ts) {
    this.editingTs = ts;
    if (this.view) this.draw(this.view);
    /** @type {HTMLElement | null} */ (document.querySelector('.edit-form textarea'))?.focus();
  }

  /** @param {MessageView} message @param {string | null} text */
  async finishEdit(message, text) {
    this.editingTs = null;
    if (text !== null) await this.control.edit(this.place.channel ?? '', message.ts, text);
    await this.refresh();
    this.conversation.composer.focus();
  }

  /** @param {MessageView} message */
  async remove(message) {
    if (window.confirm('Delete this message?')) await this.control.remove(this.place.channel ?? '', message.ts);
  }

  /** @param {Event} event */
  openMenu(event) {
    event.stopPropagation();
    this.frame.classList.add('menu-open');
    this.menuButton.setAttribute('aria-expanded', 'true');
    byId('sidebar').querySelector('select')?.focus();
  }

  closeMenu() {
    this.frame.classList.remove('menu-open');
    this.menuButton.setAttribute('aria-expanded', 'false');
  }

  /** @param {Event} event */
  onClick(event) {
    const isInside = event.target instanceof Node && byId('sidebar').contains(event.target);
    if (!isInside) this.closeMenu();
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    if (this.editingTs) this.edit(null);
    else this.closeMenu();
  }

  /** @param {() => Promise<unknown>} action */
  attempt(action) {
    return this.notice.attempt(action);
  }
}

/** @param {ChannelView} channel */
function subtitle({ kind, topic, member_count }) {
  if (kind === 'im') return 'Direct message';
  const members = member_count === 1 ? '1 member' : `${member_count} members`;
  return [members, topic].filter(Boolean).join(' · ');
}

/** @param {WorkspaceView} view @param {string} name */
function introduction({ channel, app }, name) {
  if (channel.other_id === app.user_id) {
    return { startOf: name, about: `Write to ${app.name} here. Only the two of you see it.` };
  }
  const isDirect = channel.kind === 'im';
  return { startOf: name, about: isDirect ? 'Only the two of you see what is written here.' : channel.topic };
}
