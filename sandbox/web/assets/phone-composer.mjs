/* global FileReader */
import { el, icon } from './dom.mjs';

/** @typedef {import('../../whatsapp/pages/phone-view.js').PhoneMessageView} PhoneMessageView */

/** What a person can send besides text. */
const PLACE = {
  latitude: 37.442_214_965_82,
  longitude: -122.161_659_240_72,
  name: 'Philz Coffee',
  address: '101 Forest Ave, Palo Alto, CA 94301',
};
const CARD = {
  name: { formatted_name: 'Lucía Gómez', first_name: 'Lucía', last_name: 'Gómez' },
  org: { company: 'Acme Demo' },
  phones: [{ phone: '+1 (983) 555-2319', wa_id: '19835552319', type: 'MOBILE' }],
};

/** @param {File} file @returns {Promise<string>} */
function base64Of(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(String(reader.result).split(',')[1] ?? ''));
    reader.addEventListener('error', () => reject(new Error('The file could not be read.')));
    reader.readAsDataURL(file);
  });
}

/** @param {string} mimeType */
function typeOf(mimeType) {
  const [kind] = mimeType.split('/');
  return kind === 'image' || kind === 'audio' || kind === 'video' ? kind : 'document';
}

/** The field at the foot of the phone: Enter sends, Shift+Enter starts a line, the clip offers everything else. */
export class PhoneComposer {
  /** @param {(message: Record<string, unknown>) => Promise<boolean>} send */
  constructor(send) {
    this.send = send;
    /** @type {PhoneMessageView | null} */
    this.quoted = null;
    this.field = /** @type {HTMLTextAreaElement} */ (
      el('textarea', { id: 'composer-text', rows: '1', placeholder: 'Message', 'aria-label': 'Message' })
    );
    this.quote = el('div', { class: 'composer-quote', hidden: true });
    this.file = /** @type {HTMLInputElement} */ (el('input', { type: 'file', hidden: true, 'aria-label': 'File' }));
    this.file.addEventListener('change', () => void this.sendFile());
    this.menu = this.attachMenu();
    this.element = el(
      'form',
      { class: 'phone-composer' },
      this.quote,
      this.menu,
      this.field,
      this.file,
      this.sendButton(),
    );
    this.element.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.submit();
    });
    this.field.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      void this.submit();
    });
  }

  sendButton() {
    return el('button', { type: 'submit', class: 'round-button', 'aria-label': 'Send' }, icon('send'));
  }

  attachMenu() {
    const item = (/** @type {string} */ label, /** @type {() => void} */ action) =>
      el('button', { type: 'button', onclick: () => this.choose(action) }, label);
    return el(
      'details',
      { class: 'attach' },
      el('summary', { 'aria-label': 'Send something else' }, icon('clip')),
      el(
        'div',
        { class: 'attach-items' },
        item('Photo or file', () => this.file.click()),
        item('Location', () => void this.send({ type: 'location', location: PLACE })),
        item('Contact', () => void this.send({ type: 'contacts', contacts: [CARD] })),
        item('Forwarded text', () => void this.send({ text: 'Have you seen this?', forwarded: true })),
        item('Something unsupported', () => void this.send({ type: 'unsupported' })),
      ),
    );
  }

  /** @param {() => void} action */
  choose(action) {
    this.menu.removeAttribute('open');
    action();
  }

  /** @param {PhoneMessageView | null} message @param {string} words */
  setQuote(message, words = '') {
    this.quoted = message;
    this.quote.hidden = message === null;
    const drop = { type: 'button', class: 'icon-button', 'aria-label': 'Do not quote' };
    this.quote.replaceChildren(
      el('p', {}, words),
      el('button', { ...drop, onclick: () => this.setQuote(null) }, icon('close')),
    );
    this.field.focus();
  }

  async submit() {
    const text = this.field.value.trim();
    if (text === '') return;
    this.field.value = '';
    const context = this.quoted ? { context: this.quoted.id } : {};
    const isSent = await this.send({ text, ...context });
    if (isSent) this.setQuote(null);
    else this.field.value = text;
  }

  async sendFile() {
    const [file] = this.file.files ?? [];
    if (!file) return;
    const media = {
      base64: await base64Of(file),
      mime_type: file.type || 'application/octet-stream',
      filename: file.name,
    };
    const caption = this.field.value.trim();
    const isSent = await this.send({ type: typeOf(media.mime_type), media, ...(caption === '' ? {} : { caption }) });
    if (isSent) this.field.value = '';
    this.file.value = '';
  }
}
