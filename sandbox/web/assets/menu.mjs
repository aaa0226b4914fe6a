/* global document, Node */
import { el, icon } from './dom.mjs';

/** On a small screen the sidebar comes and goes like a drawer; on a large one this does nothing that shows. */
export class Menu {
  /** @param {HTMLElement} frame @param {HTMLElement} sidebar @param {string} label */
  constructor(frame, sidebar, label) {
    this.frame = frame;
    this.sidebar = sidebar;
    const open = (/** @type {Event} */ event) => {
      event.stopPropagation();
      this.open();
    };
    const look = { type: 'button', class: 'icon-button menu-button', 'aria-expanded': 'false', onclick: open };
    this.button = el('button', { ...look, 'aria-label': label }, icon('menu'));
    document.addEventListener('click', ({ target }) => {
      if (!(target instanceof Node && sidebar.contains(target))) this.close();
    });
  }

  open() {
    this.frame.classList.add('menu-open');
    this.button.setAttribute('aria-expanded', 'true');
    this.sidebar.querySelector('select')?.focus();
  }

  close() {
    this.frame.classList.remove('menu-open');
    this.button.setAttribute('aria-expanded', 'false');
  }
}
