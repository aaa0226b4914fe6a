/* global navigator, setTimeout */
import { el, icon, reconcile } from './dom.mjs';

/** @typedef {import('../../whatsapp/pages/phone-view.js').PhoneView} PhoneView */
/** @typedef {import('../../whatsapp/pages/phone-view.js').PhoneView['kits'][number]} Kit */

/**
 * @typedef {object} PanelActions
 * @property {() => void} age
 * @property {(change: Record<string, unknown>) => void} changeNumber
 * @property {(state: 'valid' | 'expired' | 'revoked') => void} changeToken
 * @property {() => void} close
 */

const COPIED_MS = 1_600;
const QUALITIES = [
  ['GREEN', 'High'],
  ['YELLOW', 'Medium'],
  ['RED', 'Low'],
];

/** What stands behind the phone: what to paste to connect, how the number is, and time that can be made to pass. */
export class PhonePanel {
  /** @param {HTMLElement} element @param {PanelActions} actions */
  constructor(element, actions) {
    this.actions = actions;
    /** @type {string | null} */
    this.chosen = null;
    /** @type {PhoneView | null} */
    this.view = null;
    this.kits = /** @type {HTMLSelectElement} */ (el('select', { id: 'kit' }));
    this.kits.addEventListener('change', () => this.choose(this.kits.value));
    this.lesson = el('p', { class: 'lesson' });
    this.values = el('div', { class: 'kit-values' });
    this.connected = el('p', { class: 'connected', role: 'status' });
    this.window = el('p');
    this.quality = this.qualitySelect();
    const close = {
      type: 'button',
      class: 'icon-button panel-close',
      'aria-label': 'Close',
      onclick: () => actions.close(),
    };
    element.replaceChildren(
      el('header', {}, el('h2', {}, 'Behind the scenes'), el('button', close, icon('close'))),
      el(
        'section',
        {},
        el('h3', {}, 'Paste these to connect'),
        el('div', { class: 'field' }, el('label', { for: 'kit' }, 'Practise with'), this.kits),
        this.lesson,
        this.values,
        this.connected,
      ),
      el('section', {}, el('h3', {}, '24-hour window'), this.window, this.ageButton()),
      el('section', {}, el('h3', {}, 'This number'), this.quality.field, this.tokenButtons()),
    );
  }

  ageButton() {
    const look = { type: 'button', class: 'button quiet small', onclick: () => this.actions.age() };
    return el('button', look, 'Let 25 hours pass');
  }

  qualitySelect() {
    const options = QUALITIES.map(([value, label]) => el('option', { value }, label));
    const select = /** @type {HTMLSelectElement} */ (el('select', { id: 'quality' }, ...options));
    select.addEventListener('change', () => this.actions.changeNumber({ quality_rating: select.value }));
    return { select, field: el('div', { class: 'field' }, el('label', { for: 'quality' }, 'Quality rating'), select) };
  }

  tokenButtons() {
    const button = (/** @type {string} */ label, /** @type {'valid' | 'expired' | 'revoked'} */ state) =>
      el(
        'button',
        { type: 'button', class: 'button quiet small', onclick: () => this.actions.changeToken(state) },
        label,
      );
    const buttons = [
      button('Let the token expire', 'expired'),
      button('Revoke it', 'revoked'),
      button('Make it valid', 'valid'),
    ];
    return el('div', { class: 'row' }, ...buttons);
  }

  /** @param {string} id */
  choose(id) {
    this.chosen = id;
    if (this.view) this.update(this.view);
  }

  /** @param {PhoneView} view */
  update(view) {
    this.view = view;
    const { kits, number, person } = view;
    const own = kits.find(({ phoneNumberId }) => phoneNumberId === number.id);
    const kit = kits.find(({ id }) => id === this.chosen) ?? own ?? kits[0];
    reconcile(this.kits, kits, { key: ({ id }) => id, render: ({ id, title }) => el('option', { value: id }, title) });
    if (kit) this.showKit(kit);
    this.connected.textContent = number.callback
      ? `Connected: what people write goes to ${number.callback}`
      : `${number.name} is not connected yet: nobody hears what is written here.`;
    this.connected.classList.toggle('is-on', number.callback !== null);
    this.window.textContent = windowWords(view.window_ends_at, person.name);
    this.quality.select.value = number.quality;
  }

  /** @param {Kit} kit */
  showKit(kit) {
    this.kits.value = kit.id;
    this.lesson.textContent = kit.lesson;
    const values = [
      { label: 'Phone number ID', value: kit.phoneNumberId },
      { label: 'WhatsApp Business Account ID', value: kit.accountId },
      { label: 'Access token', value: kit.accessToken },
      { label: 'App secret', value: kit.appSecret },
    ];
    reconcile(this.values, values, { key: ({ label }) => label, render: (each) => this.renderValue(each) });
  }

  /** @param {{ label: string, value: string }} each */
  renderValue({ label, value }) {
    const copy = el('button', { type: 'button', class: 'button quiet small', 'aria-label': `Copy ${label}` }, 'Copy');
    copy.addEventListener('click', () => {
      void navigator.clipboard.writeText(value).then(() => {
        copy.textContent = 'Copied';
        setTimeout(() => (copy.textContent = 'Copy'), COPIED_MS);
      });
    });
    return el('div', { class: 'kit-value' }, el('span', {}, label), el('code', {}, value), copy);
  }
}

/** @param {number | null} endsAt @param {string} name */
function windowWords(endsAt, name) {
  if (endsAt === null) return `Closed: until ${name} writes, the business may send templates only.`;
  const hours = Math.floor((endsAt - Date.now()) / 3_600_000);
  const left = hours >= 1 ? `${hours} h` : 'less than an hour';
  return `Open for another ${left}: the business may answer ${name} freely.`;
}
