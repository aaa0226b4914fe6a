import { el, icon, tile } from './dom.mjs';
import { emoji } from './emoji.mjs';
import { renderBlocks, renderMrkdwn } from './mrkdwn-view.mjs';

/** @typedef {import('../../slack/pages/workspace-view.js').MessageView} MessageView */

/**
 * @typedef {object} MessageContext
 * @property {(id: string) => string | null} nameOf
 * @property {boolean} isInThread whether the thread pane draws it
 * @property {(message: MessageView) => void} openThread
 * @property {(message: MessageView) => void} startEdit
 * @property {(message: MessageView, text: string | null) => void} finishEdit null when nothing is to change
 * @property {(message: MessageView) => void} remove
 * @property {(message: MessageView) => void} react
 */

/**
 * What the list draws: the message and how it stands among its neighbours.
 * @typedef {{ key: string, startOf: string, about: string } | { key: string, day: string } | { key: string, replyCount: number }
 *   | { key: string, message: MessageView, isContinued: boolean, isEditing: boolean, isHighlighted: boolean }} Row
 */

const CONTINUES_WITHIN_SECONDS = 5 * 60;

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const dayName = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });

/** @param {string} ts */
function toDate(ts) {
  return new Date(Number(ts) * 1_000);
}

/** @param {Date} date */
function dayOf(date) {
  const today = new Date();
  const yesterday = new Date(today.getTime() - 86_400_000);
  if (date.toDateString() === today.toDateString()) return 'Today';
  return date.toDateString() === yesterday.toDateString() ? 'Yesterday' : dayName.format(date);
}

/** @param {MessageView | undefined} before @param {MessageView} message */
function continues(before, message) {
  if (!before || before.subtype === 'channel_join' || message.subtype) return false;
  const isSame = before.author_id === message.author_id && before.author_name === message.author_name;
  return isSame && Number(message.ts) - Number(before.ts) < CONTINUES_WITHIN_SECONDS && before.reply_count === 0;
}

/**
 * @param {MessageView[]} messages
 * @param {{ editingTs: string | null, highlightedTs: string | null, isThread: boolean,
 *   start: { startOf: string, about: string } | null }} options `start` introduces an empty place
 * @returns {Row[]}
 */
export function toRows(messages, { editingTs, highlightedTs, isThread, start }) {
  /** @type {Row[]} */
  const rows = [];
  if (start) rows.push({ key: 'start', ...start });
  let lastDay = '';
  for (const [index, message] of messages.entries()) {
    const day = dayOf(toDate(message.ts));
    if (day !== lastDay && !isThread) rows.push({ key: `day-${day}`, day });
    if (isThread && index === 1) rows.push({ key: 'replies', replyCount: messages.length - 1 });
    rows.push({
      key: message.ts,
      message,
      isContinued: day === lastDay && index !== 1 && continues(messages[index - 1], message),
      isEditing: message.ts === editingTs,
      isHighlighted: message.ts === highlightedTs,
    });
    lastDay = day;
  }
  return rows;
}

/** @param {number} count */
function replyWords(count) {
  return count === 1 ? '1 reply' : `${count} replies`;
}

/**
 * @param {Row} row
 * @param {MessageContext} context
 * @returns {HTMLElement}
 */
export function renderRow(row, context) {
  if ('startOf' in row) return el('div', { class: 'start' }, el('strong', {}, row.startOf), row.about);
  if ('day' in row) return el('div', { class: 'day' }, row.day);
  if ('replyCount' in row) return el('div', { class: 'reply-line' }, replyWords(row.replyCount));
  const { message, isContinued, isEditing, isHighlighted } = row;
  const isEvent = message.subtype === 'channel_join' || message.subtype === 'tombstone';
  const classes = ['message', isContinued && 'continued', isEvent && 'event', isHighlighted && 'highlighted'];
  return el(
    'article',
    {
      class: classes.filter(Boolean).join(' '),
      'data-ts': message.ts,
      'aria-label': `Message from ${message.author_name}`,
    },
    isContinued
      ? el('span', { class: 'side-time', 'aria-hidden': 'true' }, clock.format(toDate(message.ts)))
      : avatar(message),
    el(
      'div',
      { class: 'message-body' },
      !isContinued && head(message),
      ...(isEditing ? [editForm(message, context)] : body(message, context)),
    ),
    !isEditing && !isEvent && tools(message, context),
  );
}

/** @param {MessageView} message */
function avatar(message) {
  const symbol = message.icon_emoji && emoji(message.icon_emoji);
  if (!symbol) return tile(message.author_name, message.color, 'tile avatar');
  return el('span', { class: 'tile avatar emoji', 'aria-hidden': 'true' }, symbol);
}

/** @param {MessageView} message */
function head(message) {
  const date = toDate(message.ts);
  return el(
    'div',
    { class: 'message-head' },
    el('strong', {}, message.author_name),
    message.is_app && el('span', { class: 'tag' }, 'APP'),
    el('time', { datetime: date.toISOString(), title: date.toLocaleString() }, clock.format(date)),
  );
}

/** @param {MessageView} message @param {MessageContext} context */
function body(message, context) {
  const { nameOf, isInThread } = context;
  const broadcast = isInThread ? 'also sent to the channel' : 'replied in a thread';
  return [
    message.is_broadcast && el('p', { class: 'in-thread' }, broadcast),
    ...text(message, nameOf),
    message.is_edited && el('span', { class: 'edited' }, '(edited)'),
    message.reactions.length > 0 && el('div', { class: 'reactions' }, ...message.reactions.map(reaction)),
    !isInThread && message.reply_count > 0 && repliesButton(message, context),
  ];
}

/** @param {MessageView} message @param {(id: string) => string | null} nameOf */
function text(message, nameOf) {
  if (message.subtype === 'channel_join') return [el('p', {}, 'joined the channel')];
  if (message.blocks?.length) return renderBlocks(message.blocks, nameOf);
  return message.is_mrkdwn ? renderMrkdwn(message.text, nameOf) : [el('p', {}, message.text)];
}

/** @param {{ name: string, users: string[] }} reaction */
function reaction({ name, users }) {
  const label = `${name}: ${users.join(', ')}`;
  return el(
    'span',
    { class: 'reaction', role: 'img', 'aria-label': label, title: label },
    `${emoji(name) ?? `:${name}:`} ${users.length}`,
  );
}

/** @param {MessageView} message @param {MessageContext} context */
function repliesButton(message, context) {
  const latest = message.latest_reply ? `last at ${clock.format(toDate(message.latest_reply))}` : '';
  return el(
    'button',
    { type: 'button', class: 'replies', onclick: () => context.openThread(message) },
    replyWords(message.reply_count),
    el('span', {}, latest),
  );
}

/** @param {MessageView} message @param {MessageContext} context */
function tools(message, context) {
  const button = (/** @type {Node | string} */ label, /** @type {string} */ words, /** @type {() => void} */ onclick) =>
    el('button', { type: 'button', 'aria-label': words, title: words, onclick }, label);
  return el(
    'div',
    { class: 'tools' },
    button(icon('thumb'), 'React with thumbs up', () => context.react(message)),
    !context.isInThread && button('Reply', 'Reply in thread', () => context.openThread(message)),
    message.is_own && button('Edit', 'Edit message', () => context.startEdit(message)),
    message.is_own && button('Delete', 'Delete message', () => context.remove(message)),
  );
}

/** @param {MessageView} message @param {MessageContext} context */
function editForm(message, context) {
  const field = /** @type {HTMLTextAreaElement} */ (el('textarea', { 'aria-label': 'Edit message', autofocus: true }));
  field.value = readable(message.text, context.nameOf);
  return el(
    'form',
    {
      class: 'edit-form',
      onsubmit: (/** @type {SubmitEvent} */ event) => {
        event.preventDefault();
        context.finishEdit(message, field.value.trim() || null);
      },
    },
    field,
    el(
      'div',
      {},
      el('button', { type: 'submit', class: 'button small' }, 'Save'),
      el(
        'button',
        { type: 'button', class: 'button quiet small', onclick: () => context.finishEdit(message, null) },
        'Cancel',
      ),
    ),
  );
}

/**
 * Encoded text as it was typed, so that it can be edited and encoded again.
 * @param {string} encoded @param {(id: string) => string | null} nameOf
 */
function readable(encoded, nameOf) {
  return encoded
    .replace(/<@([A-Z0-9]+)>/g, (_whole, id) => `@${nameOf(id) ?? id}`)
    .replace(/<#[A-Z0-9]+\|([^>]*)>/g, '#$1')
    .replace(/<(https?:[^|>]+)(?:\|[^>]*)?>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
