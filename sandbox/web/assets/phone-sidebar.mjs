/* global location */
import { el, icon, reconcile, tile } from './dom.mjs';

/** @typedef {import('../../whatsapp/pages/phone-view.js').PhoneView} PhoneView */
/** @typedef {import('../../whatsapp/pages/phone-view.js').PhonePersonView} PhonePersonView */

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });

/** Whose phone one holds, and which business is on the other side. */
export class PhoneSidebar {
  /** @param {HTMLElement} element @param {{ hold: (person: string) => void, openDiagnostics: () => void }} actions */
  constructor(element, actions) {
    this.actions = actions;
    this.number = /** @type {HTMLSelectElement} */ (el('select', { id: 'number' }));
    this.number.addEventListener('change', () => location.assign(`/whatsapp/phone/${this.number.value}`));
    this.people = el('ul', { class: 'places' });
    const tools = el('button', {
      type: 'button',
      class: 'button quiet small',
      onclick: () => actions.openDiagnostics(),
    });
    tools.append(icon('tools'), 'Failures and records');
    element.replaceChildren(
      el('div', { class: 'acting' }, el('label', { for: 'number' }, 'Chat with'), this.number),
      el('h2', {}, 'Whose phone'),
      this.people,
      el('div', { class: 'sidebar-foot' }, tools, el('a', { href: '/' }, 'All sandboxes')),
    );
  }

  /** @param {PhoneView} view */
  update({ numbers, number, people, person }) {
    reconcile(this.number, numbers, {
      key: ({ id }) => id,
      render: ({ id, name }) => el('option', { value: id }, name),
    });
    this.number.value = number.id;
    reconcile(
      this.people,
      people.map((each) => ({ ...each, isCurrent: each.id === person.id })),
      { key: ({ id }) => id, render: (each) => this.renderPerson(each) },
    );
  }

  /** @param {PhonePersonView & { isCurrent: boolean }} person */
  renderPerson(person) {
    const { id, name, color, about, last_text: lastText, last_at: lastAt, unread, isCurrent } = person;
    const look = { type: 'button', class: 'holder', 'aria-current': isCurrent ? 'page' : null };
    return el(
      'li',
      {},
      el(
        'button',
        { ...look, onclick: () => this.actions.hold(id) },
        tile(name, color),
        el('span', { class: 'holder-text' }, el('strong', {}, name), el('small', {}, lastText || about)),
        el(
          'span',
          { class: 'holder-side' },
          lastAt !== null && el('time', {}, clock.format(lastAt)),
          unread > 0 && !isCurrent && el('span', { class: 'count', 'aria-label': `${unread} unread` }, String(unread)),
        ),
      ),
    );
  }
}
