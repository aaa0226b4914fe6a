/* global document */
import { el } from './dom.mjs';
import { parseMrkdwn } from './mrkdwn.mjs';

/** @typedef {import('./mrkdwn.mjs').Inline} Inline */
/** @typedef {import('./mrkdwn.mjs').Block} MrkdwnBlock */

/**
 * Names of people and channels by their id.
 * @typedef {(id: string) => string | null} NameOf
 */

/**
 * @param {Inline} node
 * @param {NameOf} nameOf
 * @returns {Node}
 */
function renderInline(node, nameOf) {
  switch (node.type) {
    case 'text':
      return document.createTextNode(node.text);
    case 'code':
      return el('code', {}, node.text);
    case 'bold':
      return el('strong', {}, ...renderAll(node.children, nameOf));
    case 'italic':
      return el('em', {}, ...renderAll(node.children, nameOf));
    case 'strike':
      return el('s', {}, ...renderAll(node.children, nameOf));
    case 'link':
      return el('a', { href: node.url, target: '_blank', rel: 'noopener noreferrer' }, node.label);
    case 'user':
      return el('span', { class: 'mention' }, `@${nameOf(node.id) ?? node.label ?? node.id}`);
    case 'channel':
      return el('span', { class: 'mention' }, `#${nameOf(node.id) ?? node.label ?? node.id}`);
    case 'broadcast':
      return el('span', { class: 'mention' }, node.label ?? `@${node.id}`);
    case 'break':
      return el('br');
  }
}

/**
 * @param {Inline[]} nodes
 * @param {NameOf} nameOf
 */
function renderAll(nodes, nameOf) {
  return nodes.map((node) => renderInline(node, nameOf));
}

/**
 * @param {MrkdwnBlock} block
 * @param {NameOf} nameOf
 */
function renderBlock(block, nameOf) {
  switch (block.type) {
    case 'code_block':
      // A region that scrolls must be reachable by keyboard.
      return el('pre', { tabindex: '0' }, el('code', {}, block.text));
    case 'list': {
      const items = block.items.map((item) => el('li', {}, ...renderAll(item, nameOf)));
      return el(block.isOrdered ? 'ol' : 'ul', {}, ...items);
    }
    case 'quote':
      return el('blockquote', {}, ...renderAll(block.children, nameOf));
    case 'paragraph':
      return el('p', {}, ...renderAll(block.children, nameOf));
  }
}

/**
 * @param {string} text
 * @param {NameOf} nameOf
 * @returns {HTMLElement[]}
 */
export function renderMrkdwn(text, nameOf) {
  return parseMrkdwn(text).map((block) => renderBlock(block, nameOf));
}

/**
 * A button that opens an address. Slack tells the app of a click as well, if it has an address for that; this product has none.
 *
 * @param {any} element
 */
function renderButton(element) {
  const label = element.text?.text ?? `[${element.type}]`;
  const style = element.style === 'primary' ? 'button small' : 'button quiet small';
  if (!element.url) return el('button', { type: 'button', class: style, disabled: true }, label);
  return el('a', { class: style, href: element.url, target: '_blank', rel: 'noopener noreferrer' }, label);
}

/**
 * The Block Kit blocks that an app is likely to send; of others their kind is named.
 *
 * @param {any} block
 * @param {NameOf} nameOf
 * @returns {HTMLElement[]}
 */
function renderKitBlock(block, nameOf) {
  const text = typeof block.text === 'string' ? block.text : (block.text?.text ?? '');
  switch (block.type) {
    case 'header':
      return [el('h3', {}, text)];
    case 'divider':
      return [el('hr')];
    case 'section':
      return [text, ...(block.fields ?? []).map((/** @type {any} */ field) => field.text)].flatMap((part) =>
        renderMrkdwn(part, nameOf),
      );
    case 'markdown':
      return renderMrkdwn(text.replaceAll('**', '*'), nameOf);
    case 'context': {
      const parts = (block.elements ?? []).map((/** @type {any} */ element) => element.text ?? '');
      return [el('div', { class: 'context' }, ...renderMrkdwn(parts.join(' '), nameOf))];
    }
    case 'actions':
      return [el('div', { class: 'actions' }, ...(block.elements ?? []).map(renderButton))];
    default:
      return [el('p', { class: 'context' }, `[${block.type}]`)];
  }
}

/**
 * @param {unknown[]} blocks
 * @param {NameOf} nameOf
 */
export function renderBlocks(blocks, nameOf) {
  return blocks.flatMap((block) => renderKitBlock(block, nameOf));
}
