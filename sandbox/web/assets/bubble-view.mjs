import { el, icon } from './dom.mjs';
import { renderWhatsAppText } from './whatsapp-text.mjs';

/** @typedef {import('../../whatsapp/pages/phone-view.js').PhoneMessageView} PhoneMessageView */

/**
 * @typedef {object} BubbleContext
 * @property {(message: PhoneMessageView, reply: { id: string, title: string, description?: string }, type: string) => void} choose
 * @property {(message: PhoneMessageView, emoji: string) => void} react
 * @property {(message: PhoneMessageView) => void} quote
 */

/** @typedef {{ key: string, day: string } | { key: string, about: string } | { key: string, message: PhoneMessageView }} BubbleRow */

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const dayName = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });

/** @param {PhoneMessageView[]} messages @param {string} about what to say of an empty chat @returns {BubbleRow[]} */
export function toBubbleRows(messages, about) {
  /** @type {BubbleRow[]} */
  const rows = [{ key: 'about', about }];
  let lastDay = '';
  for (const message of messages) {
    const date = new Date(message.at);
    const day = date.toDateString() === new Date().toDateString() ? 'Today' : dayName.format(date);
    if (day !== lastDay) rows.push({ key: `day-${day}`, day });
    lastDay = day;
    rows.push({ key: message.id, message });
  }
  return rows;
}

/** @param {BubbleRow} row @param {BubbleContext} context @returns {HTMLElement} */
export function renderBubbleRow(row, context) {
  if ('about' in row) return el('p', { class: 'chat-about' }, row.about);
  if ('day' in row) return el('div', { class: 'chat-day' }, el('span', {}, row.day));
  const { message } = row;
  const classes = ['bubble-row', message.is_own ? 'own' : 'theirs', message.status === 'failed' && 'failed'];
  return el(
    'article',
    {
      class: classes.filter(Boolean).join(' '),
      'aria-label': message.is_own ? 'Your message' : 'Message from the business',
    },
    el(
      'div',
      { class: 'bubble' },
      message.is_forwarded && el('p', { class: 'bubble-note' }, 'Forwarded'),
      message.quote && el('p', { class: 'bubble-quote' }, message.quote),
      ...contentOf(message, context),
      footOf(message),
    ),
    message.reactions.length > 0 && el('div', { class: 'bubble-reactions' }, message.reactions.join(' ')),
    !message.is_own && message.status !== 'failed' && tools(message, context),
    message.error && failure(message),
  );
}

/** @param {PhoneMessageView} message */
function failure({ error }) {
  return el(
    'p',
    { class: 'bubble-failure' },
    el('strong', {}, `Never arrived (${error?.code}). `),
    error?.details ?? error?.title ?? '',
  );
}

const TICKS = { accepted: 'On its way', sent: 'Sent', delivered: 'Delivered', read: 'Read', failed: 'Failed' };

/** Time and ticks; hovering tells what the message costs. @param {PhoneMessageView} message */
function footOf(message) {
  const time = el('time', { datetime: new Date(message.at).toISOString() }, clock.format(message.at));
  const state = message.is_own ? (message.is_read ? 'read' : 'delivered') : message.status;
  const words = TICKS[/** @type {keyof typeof TICKS} */ (state)] ?? state;
  const title = message.price ? `${words}; ${message.price}` : words;
  const ticks = el('span', { class: `ticks ${state}`, role: 'img', 'aria-label': words, title }, ticksOf(state));
  const label = !message.is_own && el('span', { class: 'state-words', 'aria-hidden': 'true' }, words.toLowerCase());
  return el('div', { class: 'bubble-foot' }, label, time, ticks);
}

/** @param {string} state */
function ticksOf(state) {
  if (state === 'failed') return '✕';
  if (state === 'accepted') return '◷';
  return state === 'sent' ? '✓' : '✓✓';
}

/** @param {PhoneMessageView} message @param {BubbleContext} context */
function tools(message, { react, quote }) {
  const button = (/** @type {string} */ label, /** @type {string} */ shown, /** @type {() => void} */ onclick) =>
    el('button', { type: 'button', 'aria-label': label, title: label, onclick }, shown);
  return el(
    'div',
    { class: 'bubble-tools' },
    button('React with thumbs up', '👍', () => react(message, '👍')),
    button('React with a heart', '❤️', () => react(message, '❤️')),
    button('Reply to this message', '↩', () => quote(message)),
  );
}

/** @param {any} value @param {...string} path @returns {any} */
function at(value, ...path) {
  return path.reduce((inner, name) => inner?.[name], value);
}

/** @param {PhoneMessageView} message @param {BubbleContext} context @returns {(Node | null | undefined | false)[]} */
function contentOf(message, context) {
  const { type, content } = message;
  if (type === 'text') return renderWhatsAppText(String(content.body ?? ''));
  if (type === 'template') return templateOf(message, context);
  if (type === 'interactive') return interactiveOf(message, context);
  if (type === 'button') return renderWhatsAppText(String(content.text ?? ''));
  if (type === 'location') return [locationOf(content)];
  if (type === 'contacts') return contactsOf(content);
  if (type === 'unsupported')
    return [el('p', { class: 'bubble-note' }, 'Something that the business app does not know')];
  return mediaOf(type, content);
}

/** @param {PhoneMessageView} message @param {BubbleContext} context */
function templateOf(message, context) {
  const { header, body, footer, buttons } = at(message.content, 'rendered') ?? {};
  return [
    header && el('p', { class: 'bubble-header' }, header),
    ...renderWhatsAppText(body ?? ''),
    footer && el('p', { class: 'bubble-footer' }, footer),
    buttons?.length > 0 &&
      choices(
        buttons.map((/** @type {string} */ title) => ({ id: title, title })),
        (reply) => context.choose(message, reply, 'button'),
      ),
  ];
}

/** @param {PhoneMessageView} message @param {BubbleContext} context */
function interactiveOf(message, context) {
  const { content } = message;
  const chosen = content.button_reply ?? content.list_reply;
  if (chosen)
    return [el('p', {}, at(chosen, 'title')), el('p', { class: 'bubble-footer' }, at(chosen, 'description') ?? '')];
  const header = at(content, 'header', 'text');
  const footer = at(content, 'footer', 'text');
  return [
    header && el('p', { class: 'bubble-header' }, header),
    ...renderWhatsAppText(at(content, 'body', 'text') ?? ''),
    footer && el('p', { class: 'bubble-footer' }, footer),
    actionOf(message, context),
  ];
}

/** @param {PhoneMessageView} message @param {BubbleContext} context */
function actionOf(message, context) {
  const { content } = message;
  const choose = (/** @type {{ id: string, title: string }} */ reply) => context.choose(message, reply, 'interactive');
  if (content.type === 'button') {
    return choices(
      at(content, 'action', 'buttons').map((/** @type {any} */ { reply }) => reply),
      choose,
    );
  }
  if (content.type === 'list') {
    const rows = at(content, 'action', 'sections').flatMap((/** @type {any} */ section) => section.rows);
    return el(
      'details',
      { class: 'bubble-list' },
      el('summary', {}, at(content, 'action', 'button')),
      choices(rows, choose),
    );
  }
  const { url, display_text: text } = at(content, 'action', 'parameters') ?? {};
  return el('a', { class: 'bubble-choice', href: url, target: '_blank', rel: 'noreferrer' }, text ?? url);
}

/**
 * @param {{ id: string, title: string, description?: string }[]} replies
 * @param {(reply: { id: string, title: string, description?: string }) => void} choose
 */
function choices(replies, choose) {
  const buttons = replies.map((reply) =>
    el(
      'button',
      { type: 'button', class: 'bubble-choice', onclick: () => choose(reply) },
      reply.title,
      reply.description && el('small', {}, reply.description),
    ),
  );
  return el('div', { class: 'bubble-choices' }, ...buttons);
}

/** @param {Record<string, unknown>} content */
function locationOf({ latitude, longitude, name, address }) {
  return el(
    'div',
    { class: 'bubble-card' },
    icon('pin'),
    el(
      'div',
      {},
      el('strong', {}, String(name ?? 'Location')),
      el('p', {}, String(address ?? `${latitude}, ${longitude}`)),
    ),
  );
}

/** @param {Record<string, unknown>} content */
function contactsOf({ contacts }) {
  return /** @type {any[]} */ (contacts).map((contact) =>
    el(
      'div',
      { class: 'bubble-card' },
      icon('person'),
      el(
        'div',
        {},
        el('strong', {}, at(contact, 'name', 'formatted_name') ?? 'Contact'),
        el('p', {}, at(contact, 'phones', '0', 'phone') ?? ''),
      ),
    ),
  );
}

/** @param {string} type @param {Record<string, unknown>} content */
function mediaOf(type, content) {
  const { id, link, caption, filename, mime_type: mimeType } = content;
  const href = id ? `/whatsapp/phone/media/${id}` : String(link ?? '');
  const isPicture = Boolean(id) && (type === 'image' || type === 'sticker');
  const picture = isPicture && el('img', { class: 'bubble-picture', src: href, alt: String(caption ?? 'Picture') });
  const file = el(
    'a',
    { class: 'bubble-card', href, target: '_blank', rel: 'noreferrer' },
    icon('file'),
    el('div', {}, el('strong', {}, String(filename ?? type)), el('p', {}, String(mimeType ?? link ?? ''))),
  );
  return [picture || file, ...renderWhatsAppText(String(caption ?? ''))];
}
