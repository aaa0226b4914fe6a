import { el } from './dom.mjs';

/** @param {string} label @param {HTMLElement} control */
export function field(label, control) {
  const id = `fault-${label.toLowerCase().replace(/\W+/g, '-')}`;
  control.id = id;
  return el('div', { class: 'field' }, el('label', { for: id }, label), control);
}

/** @param {string[]} headings @param {HTMLElement[]} rows @param {string} label @param {string} whenEmpty */
export function table(headings, rows, label, whenEmpty) {
  if (rows.length === 0) return el('p', {}, whenEmpty);
  const head = el('tr', {}, ...headings.map((heading) => el('th', { scope: 'col' }, heading)));
  const body = el('table', { 'aria-label': label }, el('thead', {}, head), el('tbody', {}, ...rows));
  return el('div', { class: 'table-wrap', tabindex: '0', role: 'region', 'aria-label': label }, body);
}

/** @param {string} at */
export function clock(at) {
  return new Date(at).toLocaleTimeString();
}
