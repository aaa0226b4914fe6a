/* global document, window, EventSource */
import { ControlClient } from './control-client.mjs';
import { DiagnosticsDialog } from './diagnostics.mjs';
import { el, icon } from './dom.mjs';
import { canInvite, invitedBy, mentionsAbsentApp, offerInvitation } from './invitation.mjs';
import { Menu } from './menu.mjs';
import { Notice } from './notice.mjs';
import { conversationState, mentionable, nameOf, placeName, threadState } from './page-state.mjs';
import { Pane } from './pane.mjs';
import { Place } from './place.mjs';
import { Sidebar } from './sidebar.mjs';

/** @typedef {import('./control-client.mjs').WorkspaceView} WorkspaceView */
/** @typedef {import('../../slack/pages/workspace-view.js').MessageView} MessageView */

/** Changes that come together are drawn together. */
const GATHER_MS = 40;

/** @param {string} id */
function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
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
    /** Counts refreshes, so that a late answer does not undo a later one. */
    this.turn = 0;
    /** @type {Map<string, string>} newest message seen, by channel */
    this.seen = new Map();
    this.menu = new Menu(this.frame, byId('sidebar'), 'Channels and people');
    const invite = () => void this.attempt(() => this.invite(this.view?.app.user_id ?? ''));
    this.addApp = el('button', { type: 'button', class: 'button quiet small', hidden: true, onclick: invite });
    this.conversation = this.createConversation();
    this.thread = this.createThread();
    this.diagnostics = this.createDiagnostics();
    this.sidebar = this.createSidebar();
    document.addEventListener('keydown', (event) => this.onKey(event));
  }

  createConversation() {
    return new Pane(byId('conversation'), {
      context: this.messageContext(false),
      composer: this.composerOptions('composer-text', false, (text) => this.post(text, null, false)),
      before: [this.menu.button],
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
      after: [this.closeThreadButton()],
    });
  }

  closeThreadButton() {
    const look = { type: 'button', class: 'icon-button', 'aria-label': 'Close thread' };
    return el('button', { ...look, onclick: () => this.openThread(null) }, icon('close'));
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
      mentionable: () => mentionable(this.view),
      app: () => ({ name: this.view?.app.name ?? 'the app', isInstalled: this.view?.app.is_installed ?? false }),
    };
  }

  /** @param {boolean} isInThread @returns {import('./message-view.mjs').MessageContext} */
  messageContext(isInThread) {
    return {
      isInThread,
      nameOf: (id) => nameOf(this.view, id),
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
    const turn = (this.turn += 1);
    const { as, channel, thread } = this.place;
    const view = await this.control.view({ as, channel, thread });
    // Something else was opened meanwhile; its own answer is on the way.
    if (turn !== this.turn) return;
    this.view = view;
    this.place.settle(view);
    this.draw(view);
  }

  /** @param {WorkspaceView} view */
  draw(view) {
    const { channel, thread, app } = view;
    if (this.seen.size === 0) for (const { id, latest_ts } of view.channels) this.seen.set(id, latest_ts ?? '');
    this.seen.set(channel.id, channel.latest_ts ?? '');
    this.sidebar.update(view, (each) => each.is_member && (each.latest_ts ?? '') > (this.seen.get(each.id) ?? ''));
    this.conversation.update(conversationState(view, this.place, this.editingTs));
    if (thread) this.thread.update(threadState(view, thread, this.place, this.editingTs));
    byId('thread').hidden = !thread;
    this.frame.classList.toggle('with-thread', thread !== null);
    this.addApp.hidden = !canInvite(view);
    this.addApp.textContent = `Add ${app.name}`;
    if (!canInvite(view)) this.conversation.invite.hidden = true;
    document.title = `${placeName(view)} · ${view.workspace.name} · Slack sandbox`;
  }

  /** @param {string} channelId */
  async openChannel(channelId) {
    this.place.openChannel(channelId);
    this.menu.close();
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
    this.notice.show(`${nameOf(view, userId)} is now in #${view.channel.name}.`);
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

  /** @param {KeyboardEvent} event */
  onKey(event) {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    if (this.editingTs) this.edit(null);
    else this.menu.close();
  }

  /** @param {() => Promise<unknown>} action */
  attempt(action) {
    return this.notice.attempt(action);
  }
}
