import { Composer } from './composer.mjs';
import { el, reconcile } from './dom.mjs';
import { renderRow, toRows } from './message-view.mjs';

/** @typedef {import('../../slack/pages/workspace-view.js').MessageView} MessageView */
/** @typedef {import('./message-view.mjs').MessageContext} MessageContext */

/**
 * @typedef {object} PaneOptions
 * @property {MessageContext} context
 * @property {import('./composer.mjs').ComposerOptions} composer
 * @property {HTMLElement[]} before what stands left of the heading
 * @property {HTMLElement[]} after and right of it
 */

const NEAR_END_PX = 120;

/** A list of messages with its heading and its composer: the conversation, and the thread beside it. */
export class Pane {
  /** @param {HTMLElement} element @param {PaneOptions} options */
  constructor(element, options) {
    this.element = element;
    this.options = options;
    this.title = el('h2');
    this.subtitle = el('p');
    this.messages = el('div', { class: 'messages', role: 'log', tabindex: '0' });
    this.invite = el('div', { class: 'invite', role: 'status', hidden: true });
    this.thinking = el('div', { class: 'thinking', role: 'status' });
    this.composer = new Composer(options.composer);
    /** @type {string | null} */
    this.key = null;
    const text = el('div', { class: 'head-text' }, this.title, this.subtitle);
    element.replaceChildren(
      el('header', { class: 'head' }, ...options.before, text, ...options.after),
      this.messages,
      el('div', { class: 'foot' }, this.thinking, this.invite, this.composer.element),
    );
  }

  /**
   * @param {{ key: string, title: string, subtitle: string, placeName: string, isDirect: boolean,
   *   messages: MessageView[], editingTs: string | null, highlightedTs: string | null, isThread: boolean,
   *   statuses: { text: string }[], start: { startOf: string, about: string } | null }} state `key` tells one place from another
   */
  update(state) {
    const isNewPlace = this.key !== state.key;
    const isAtEnd = this.isAtEnd();
    const lastKey = this.lastKey();
    this.title.textContent = state.title;
    this.subtitle.textContent = state.subtitle;
    this.messages.setAttribute('aria-label', `Messages in ${state.title}`);
    if (isNewPlace) this.messages.replaceChildren();
    reconcile(this.messages, toRows(state.messages, state), {
      key: ({ key }) => key,
      render: (row) => renderRow(row, this.options.context),
    });
    this.updateStatus(state.statuses.map(({ text }) => text).join(', '));
    this.composer.update(state.placeName, state.isDirect);
    this.key = state.key;
    const isOwn = state.messages.at(-1)?.is_own ?? false;
    const hasNew = lastKey !== this.lastKey();
    if (isNewPlace || (hasNew && (isAtEnd || isOwn))) this.messages.scrollTop = this.messages.scrollHeight;
    if (isNewPlace) this.messages.querySelector('.highlighted')?.scrollIntoView({ block: 'center' });
  }

  /** @param {string} words */
  updateStatus(words) {
    if (this.thinking.textContent === words) return;
    const dots = el('span', { class: 'pulse', 'aria-hidden': 'true' }, el('i'), el('i'), el('i'));
    this.thinking.replaceChildren(...(words === '' ? [] : [dots, words]));
  }

  lastKey() {
    return this.messages.lastElementChild?.getAttribute('data-key') ?? null;
  }

  /** Puts the focus back on the message whose thread was closed. @param {string | null} ts */
  focusMessage(ts) {
    const button = this.messages.querySelector(`[data-ts="${ts}"] .replies`);
    if (button) /** @type {HTMLElement} */ (button).focus();
    else this.composer.focus();
  }

  isAtEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.messages;
    return scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
  }
}
