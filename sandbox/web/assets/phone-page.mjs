/* global document, window, EventSource, URLSearchParams, location, history */
import { renderBubbleRow, toBubbleRows } from './bubble-view.mjs';
import { el, icon, reconcile, tile } from './dom.mjs';
import { Menu } from './menu.mjs';
import { Notice } from './notice.mjs';
import { PhoneClient } from './phone-client.mjs';
import { PhoneComposer } from './phone-composer.mjs';
import { PhoneDiagnostics } from './phone-diagnostics.mjs';
import { PhonePanel } from './phone-panel.mjs';
import { PhoneSidebar } from './phone-sidebar.mjs';

/** @typedef {import('./phone-client.mjs').PhoneView} PhoneView */
/** @typedef {import('../../whatsapp/pages/phone-view.js').PhoneMessageView} PhoneMessageView */

/** Changes that come together are drawn together. */
const GATHER_MS = 40;

/** @param {string} id */
function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/** The phone page: whose phone it is, what the sandbox says about it, and the parts that draw it. */
export class PhonePage {
  constructor() {
    this.frame = byId('phone-page');
    this.number = this.frame.dataset.number ?? '';
    this.client = new PhoneClient(this.number);
    this.notice = new Notice();
    this.person = new URLSearchParams(location.search).get('person');
    /** @type {PhoneView | null} */
    this.view = null;
    /** Counts refreshes, so that a late answer does not undo a later one. */
    this.turn = 0;
    this.menu = new Menu(this.frame, byId('sidebar'), 'Phones');
    this.diagnostics = new PhoneDiagnostics(
      /** @type {HTMLDialogElement} */ (byId('diagnostics')),
      this.client,
      this.notice,
    );
    this.sidebar = new PhoneSidebar(byId('sidebar'), {
      hold: (person) => this.hold(person),
      openDiagnostics: () => this.diagnostics.open(),
    });
    this.panel = new PhonePanel(byId('panel'), this.panelActions());
    this.composer = new PhoneComposer((message) => this.write(message));
    this.drawHandset();
    document.addEventListener('keydown', ({ key }) => key === 'Escape' && this.frame.classList.remove('panel-open'));
    document.addEventListener('visibilitychange', () => void this.attempt(() => this.readWhatIsShown()));
  }

  panelActions() {
    return {
      age: () => void this.attempt(() => this.client.age(this.person ?? '')),
      changeNumber: (/** @type {Record<string, unknown>} */ change) =>
        void this.attempt(() => this.client.changeNumber(change)),
      changeToken: (/** @type {'valid' | 'expired' | 'revoked'} */ state) =>
        void this.attempt(async () => {
          await this.client.changeToken(state);
          this.notice.show(`The access token of this number is ${state} now.`);
        }),
      close: () => this.frame.classList.remove('panel-open'),
    };
  }

  drawHandset() {
    this.title = el('h2');
    this.subtitle = el('p');
    this.avatar = el('span');
    this.messages = el('div', { class: 'bubbles', role: 'log', tabindex: '0', 'aria-label': 'Messages' });
    this.typing = el('p', { class: 'typing', role: 'status' });
    const show = { type: 'button', class: 'icon-button panel-button', 'aria-label': 'Behind the scenes' };
    const behind = el('button', { ...show, onclick: () => this.frame.classList.add('panel-open') }, icon('key'));
    const text = el('div', { class: 'head-text' }, this.title, this.subtitle);
    byId('chat').replaceChildren(
      el('header', { class: 'handset-head' }, this.menu.button, this.avatar, text, behind),
      this.messages,
      el('div', { class: 'handset-foot' }, this.typing, this.composer.element),
    );
  }

  async start() {
    await this.attempt(() => this.refresh());
    const live = new EventSource(`/whatsapp/phone/${this.number}/live`);
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
    const view = await this.client.view(this.person);
    // Another phone was taken meanwhile; its own answer is on the way.
    if (turn !== this.turn) return;
    this.view = view;
    this.person = view.person.id;
    history.replaceState(null, '', `${location.pathname}?person=${encodeURIComponent(this.person)}`);
    this.draw(view);
    await this.readWhatIsShown();
  }

  /** Whoever looks at a chat has read it. */
  async readWhatIsShown() {
    const hasUnread = this.view?.messages.some(({ is_own: isOwn, status }) => !isOwn && status === 'delivered');
    if (hasUnread && document.visibilityState === 'visible') await this.client.open(this.person ?? '');
  }

  /** @param {PhoneView} view */
  draw(view) {
    const { number, person } = view;
    const lastKey = this.messages?.lastElementChild?.getAttribute('data-key');
    if (this.title) this.title.textContent = number.name;
    if (this.subtitle) this.subtitle.textContent = `${number.display_phone_number} · on ${person.name}’s phone`;
    this.avatar?.replaceWith((this.avatar = tile(number.name, '1f6f6b')));
    this.typing?.replaceChildren(...(view.is_typing ? [dots(), `${number.name} is typing…`] : []));
    const about = `${person.name} (${person.about}) writes to ${number.name}. The business knows this person as ${person.user_id}.`;
    if (this.messages) {
      reconcile(this.messages, toBubbleRows(view.messages, about), {
        key: ({ key }) => key,
        render: (row) => renderBubbleRow(row, this.bubbleContext()),
      });
      const isNew = lastKey !== this.messages.lastElementChild?.getAttribute('data-key');
      if (isNew) this.messages.scrollTop = this.messages.scrollHeight;
    }
    this.sidebar.update(view);
    this.panel.update(view);
  }

  /** @returns {import('./bubble-view.mjs').BubbleContext} */
  bubbleContext() {
    return {
      choose: (message, reply, type) => void this.write({ type, context: message.id, reply }),
      react: (message, emoji) => void this.write({ type: 'reaction', context: message.id, emoji }),
      quote: (message) => this.composer.setQuote(message, String(message.content.body ?? message.type)),
    };
  }

  /** @param {string} person */
  hold(person) {
    this.person = person;
    this.menu.close();
    this.composer.setQuote(null);
    void this.attempt(() => this.refresh());
  }

  /** @param {Record<string, unknown>} message */
  write(message) {
    return this.attempt(() => this.client.write({ person: this.person ?? '', ...message }));
  }

  /** @param {() => Promise<unknown>} action */
  attempt(action) {
    return this.notice.attempt(action);
  }
}

function dots() {
  return el('span', { class: 'pulse', 'aria-hidden': 'true' }, el('i'), el('i'), el('i'));
}
