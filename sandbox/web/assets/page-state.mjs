/** @typedef {import('./control-client.mjs').WorkspaceView} WorkspaceView */
/** @typedef {import('./place.mjs').Place} Place */

export const APP_COLOR = '1f6f6b';

/** The open conversation's name as people write it. @param {WorkspaceView} view */
export function placeName({ channel }) {
  return channel.kind === 'im' ? channel.name : `#${channel.name}`;
}

/** @param {WorkspaceView | null} view @param {string} id @returns {string | null} */
export function nameOf(view, id) {
  if (!view) return null;
  if (id === view.app.user_id) return view.app.name;
  const person = view.people.find((candidate) => candidate.id === id);
  return person?.name ?? view.channels.find((channel) => channel.id === id)?.name ?? null;
}

/** Whom a person may mention: the app first. @param {WorkspaceView | null} view */
export function mentionable(view) {
  if (!view) return [];
  const app = { name: view.app.name, color: APP_COLOR, tag: 'APP' };
  const people = view.people.map(({ name, color }) => ({ name, color, tag: '' }));
  return view.app.is_installed ? [app, ...people] : people;
}

/** @param {WorkspaceView} view */
function subtitle({ channel }) {
  if (channel.kind === 'im') return 'Direct message';
  const members = channel.member_count === 1 ? '1 member' : `${channel.member_count} members`;
  return [members, channel.topic].filter(Boolean).join(' · ');
}

/** @param {WorkspaceView} view */
function introduction({ channel, app }) {
  if (channel.other_id === app.user_id) return `Write to ${app.name} here. Only the two of you see it.`;
  return channel.kind === 'im' ? 'Only the two of you see what is written here.' : channel.topic;
}

/** What the conversation's pane shows. @param {WorkspaceView} view @param {Place} place @param {string | null} editingTs */
export function conversationState(view, place, editingTs) {
  const { channel, me, statuses } = view;
  const name = placeName(view);
  return {
    key: `${me.id}/${channel.id}`,
    title: name,
    subtitle: subtitle(view),
    placeName: name,
    isDirect: channel.kind === 'im',
    messages: channel.messages,
    statuses: statuses.filter((status) => status.channel === channel.id),
    start: { startOf: name, about: introduction(view) },
    isThread: false,
    highlightedTs: place.highlightedTs,
    editingTs,
  };
}

/**
 * What the thread's pane shows.
 * @param {WorkspaceView} view @param {NonNullable<WorkspaceView['thread']>} thread
 * @param {Place} place @param {string | null} editingTs
 */
export function threadState(view, thread, place, editingTs) {
  const around = conversationState(view, place, editingTs);
  return {
    ...around,
    key: `${around.key}/${thread.ts}`,
    title: 'Thread',
    subtitle: around.placeName,
    messages: thread.messages,
    statuses: around.statuses.filter((status) => status.thread_ts === thread.ts),
    start: null,
    isThread: true,
  };
}
