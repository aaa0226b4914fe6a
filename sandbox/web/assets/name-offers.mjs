import { el, tile } from './dom.mjs';

/** @typedef {{ name: string, color: string, tag: string }} Mentionable */

/** The names that are offered while someone types `@`; the text field keeps the focus throughout. */
export class NameOffers {
  /**
   * @param {HTMLTextAreaElement} field
   * @param {() => Mentionable[]} everyone whom to offer
   */
  constructor(field, everyone) {
    this.field = field;
    this.everyone = everyone;
    this.selected = 0;
    /** @type {Mentionable[]} */
    this.offers = [];
    this.element = el('ul', {
      id: `${field.id}-names`,
      class: 'suggestions',
      role: 'listbox',
      'aria-label': 'Names',
      hidden: true,
    });
    field.setAttribute('aria-autocomplete', 'list');
    field.addEventListener('input', () => this.update());
    field.addEventListener('blur', () => this.close());
  }

  /** @param {string} key @returns {boolean} whether the key was for the list */
  onKey(key) {
    if (this.element.hidden) return false;
    const steps = /** @type {Record<string, number>} */ ({ ArrowDown: 1, ArrowUp: -1 });
    const step = steps[key];
    if (step) this.select((this.selected + step + this.offers.length) % this.offers.length);
    else if (key === 'Enter' || key === 'Tab') this.choose(this.selected);
    else if (key === 'Escape') this.close();
    else return false;
    return true;
  }

  /** What stands between the last `@` and the cursor; null when no name is being typed. */
  typedName() {
    const before = this.field.value.slice(0, this.field.selectionStart);
    return /(?:^|\s)@([\p{L}\p{N}.-]*(?: \p{L}*)?)$/u.exec(before)?.[1] ?? null;
  }

  update() {
    const typed = this.typedName();
    const wanted = (typed ?? '').toLowerCase();
    const fits = (/** @type {string} */ name) => name.startsWith(wanted) && name !== wanted;
    this.offers = typed === null ? [] : this.everyone().filter(({ name }) => fits(name.toLowerCase()));
    this.element.replaceChildren(...this.offers.map((offer, index) => this.renderOffer(offer, index)));
    if (this.offers.length === 0) return this.close();
    this.element.hidden = false;
    this.field.setAttribute('aria-controls', this.element.id);
    this.select(0);
  }

  /** @param {Mentionable} offer @param {number} index */
  renderOffer({ name, color, tag }, index) {
    const onmousedown = (/** @type {Event} */ event) => {
      event.preventDefault();
      this.choose(index);
    };
    const properties = { id: `${this.element.id}-${index}`, role: 'option', 'aria-selected': 'false', onmousedown };
    return el('li', properties, tile(name, color), name, tag !== '' && el('span', { class: 'tag' }, tag));
  }

  /** @param {number} index */
  select(index) {
    this.selected = index;
    for (const [position, item] of [...this.element.children].entries()) {
      item.setAttribute('aria-selected', String(position === index));
    }
    this.field.setAttribute('aria-activedescendant', `${this.element.id}-${index}`);
  }

  /** @param {number} index */
  choose(index) {
    const typed = this.typedName();
    const offer = this.offers[index];
    if (typed === null || !offer) return;
    const end = this.field.selectionStart;
    this.field.setRangeText(`@${offer.name} `, end - typed.length - 1, end, 'end');
    this.close();
  }

  close() {
    this.element.hidden = true;
    this.field.removeAttribute('aria-activedescendant');
    this.field.removeAttribute('aria-controls');
  }
}
