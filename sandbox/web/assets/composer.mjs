import { el } from './dom.mjs';
import { NameOffers } from './name-offers.mjs';

/**
 * @typedef {object} ComposerOptions
 * @property {string} id of the text field
 * @property {(text: string, isBroadcast: boolean) => Promise<void>} send
 * @property {() => import('./name-offers.mjs').Mentionable[]} mentionable whom `@` may offer
 * @property {() => { name: string, isInstalled: boolean }} app
 * @property {boolean} canBroadcast in a thread: offers to send to the channel as well
 */

/** The field in which a person writes: Enter sends, Shift+Enter starts a line, `@` offers names. */
export class Composer {
  /** @param {ComposerOptions} options */
  constructor(options) {
    this.options = options;
    this.isSending = false;
    this.field = /** @type {HTMLTextAreaElement} */ (el('textarea', { id: options.id, rows: '1' }));
    this.offers = new NameOffers(this.field, options.mentionable);
    this.label = el('label', { for: options.id, class: 'visually-hidden' });
    this.mention = el('button', { type: 'button', class: 'button quiet small', onclick: () => this.mentionApp() });
    this.broadcast = /** @type {HTMLInputElement} */ (el('input', { type: 'checkbox' }));
    this.broadcastText = el('span');
    this.also = el('label', { class: 'broadcast' }, this.broadcast, this.broadcastText);
    this.element = el('form', { class: 'composer' }, this.label, this.field, this.offers.element, this.bar());
    this.element.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.submit();
    });
    this.field.addEventListener('keydown', (event) => this.onKey(event));
  }

  bar() {
    const submit = el('button', { type: 'submit', class: 'button small' }, 'Send');
    return el('div', { class: 'composer-bar' }, this.mention, this.also, el('span', { class: 'spacer' }), submit);
  }

  /** @param {string} place such as "#general" @param {boolean} isDirect */
  update(place, isDirect) {
    const { name, isInstalled } = this.options.app();
    const words = this.options.canBroadcast ? 'Reply in thread' : `Message ${place}`;
    this.field.placeholder = words;
    this.label.textContent = words;
    const shown = this.options.canBroadcast ? '' : `Mention ${name}`;
    this.mention.replaceChildren(el('span', { 'aria-hidden': 'true' }, '@'), shown);
    this.mention.setAttribute('aria-label', `Mention ${name}`);
    this.mention.hidden = !isInstalled || isDirect;
    this.also.hidden = !this.options.canBroadcast || isDirect;
    this.broadcastText.textContent = `Also send to ${place}`;
  }

  focus() {
    this.field.focus();
  }

  mentionApp() {
    const { selectionStart, value } = this.field;
    const needsSpace = selectionStart > 0 && !/\s/.test(value.charAt(selectionStart - 1));
    const mention = `${needsSpace ? ' ' : ''}@${this.options.app().name} `;
    this.field.setRangeText(mention, selectionStart, selectionStart, 'end');
    this.field.focus();
  }

  async submit() {
    const text = this.field.value.trim();
    if (text === '' || this.isSending) return;
    this.isSending = true;
    try {
      await this.options.send(text, this.broadcast.checked);
      this.field.value = '';
      this.broadcast.checked = false;
    } catch {
      // Who sends has told the person; the text stays so that it can be sent again.
    } finally {
      this.isSending = false;
    }
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const isSend = event.key === 'Enter' && !event.shiftKey && !event.isComposing;
    const isForOffers = this.offers.onKey(event.key);
    if (!isForOffers && !isSend) return;
    event.preventDefault();
    if (!isForOffers) void this.submit();
  }
}
