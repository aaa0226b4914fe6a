/* global document */

/**
 * Makes an element. Names that start with `on` become listeners, `class` is the class, true and false switch an
 * attribute; children that are text become text and never markup.
 *
 * @param {string} tag
 * @param {Record<string, unknown>} [properties]
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {HTMLElement}
 */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function') element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  for (const child of children) if (child) element.append(child);
  return element;
}

/**
 * A coloured square with the first letter of a name. The colour is set through the style object, which the page's
 * content security policy allows.
 *
 * @param {string} name
 * @param {string} color six hexadecimal digits
 * @param {string} [className]
 */
export function tile(name, color, className = 'tile') {
  const element = el('span', { class: className, 'aria-hidden': 'true' }, name.charAt(0).toUpperCase());
  element.style.backgroundColor = `#${color}`;
  return element;
}

const ICONS = {
  menu: 'M4 7h16M4 12h16M4 17h16',
  close: 'M6 6l12 12M18 6L6 18',
  back: 'M14 6l-6 6 6 6',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  thumb: 'M4 11h3v9H4zM7 11l4-8c1.7 0 2.6 1 2.6 2.5L13 9h5a2 2 0 0 1 2 2.4l-1.200 6.6a2.4 2.4 0 0 1-2.4 2H7',
  pin: 'M12 21c5-5.500 7-8.500 7-11.500a7 7 0 0 0-14 0c0 3 2 6 7 11.500zM12 12a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM5 20c.8-3.500 3.500-5.500 7-5.500s6.200 2 7 5.500',
  file: 'M7 3h7l4 4v14H7zM14 3v4h4M10 13h5M10 17h5',
  clip: 'M19 11.500l-7.500 7.500a4.500 4.500 0 0 1-6.400-6.400l8-8a3 3 0 0 1 4.300 4.300l-8 8a1.500 1.500 0 0 1-2.100-2.100l7.200-7.200',
  send: 'M4 12l16-8-5 16-3.500-6.500zM11.500 13.500L20 4',
  key: 'M14.500 9.500a4 4 0 1 0-3.600 4l1.600-1.500h2v-2h2v-2h2V5.500h-2.500l-2.800 2.800M8.500 9.500h.1',
  tools: 'M4 8h10M18 8h2M4 16h2M10 16h10M14 5v6M6 13v6',
};

/** @param {keyof typeof ICONS} name */
export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  const look = {
    d: ICONS[name],
    fill: 'none',
    stroke: 'currentColor',
    'stroke-width': '2',
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
  };
  for (const [attribute, value] of Object.entries(look)) path.setAttribute(attribute, value);
  svg.append(path);
  return svg;
}

/**
 * Brings the children of `container` in line with `items`. An element whose item did not change stays in place, with
 * its focus, its selection and what was typed into it.
 *
 * @template TItem
 * @param {Element} container
 * @param {TItem[]} items
 * @param {{ key: (item: TItem) => string, render: (item: TItem) => HTMLElement }} how
 */
export function reconcile(container, items, { key, render }) {
  const existing = new Map();
  for (const child of container.children) existing.set(child.getAttribute('data-key'), child);
  /** @type {Element | null} */
  let previous = null;
  for (const item of items) {
    const itemKey = key(item);
    const signature = JSON.stringify(item);
    let element = existing.get(itemKey);
    if (!element || element.signature !== signature) {
      const fresh = render(item);
      fresh.setAttribute('data-key', itemKey);
      Object.assign(fresh, { signature });
      element?.replaceWith(fresh);
      element = fresh;
    }
    existing.delete(itemKey);
    const place = previous ? previous.nextElementSibling : container.firstElementChild;
    if (place !== element) container.insertBefore(element, place);
    previous = element;
  }
  for (const leftover of existing.values()) leftover.remove();
}
