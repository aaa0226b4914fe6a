/* global history, location, localStorage, URLSearchParams */

/** What is open and who looks at it; the address names it, so that it can be reloaded and linked to. */
export class Place {
  /** @param {string} team */
  constructor(team) {
    const query = new URLSearchParams(location.search);
    this.storageKey = `acting-as/${team}`;
    this.as = query.get('as') ?? localStorage.getItem(this.storageKey);
    this.channel = query.get('channel');
    this.thread = query.get('thread');
    /** The message that a link led to. */
    this.highlightedTs = query.get('message');
  }

  /** @param {string} channel */
  openChannel(channel) {
    this.channel = channel;
    this.thread = null;
    this.highlightedTs = null;
  }

  /** @param {string} userId */
  actAs(userId) {
    this.as = userId;
    this.thread = null;
  }

  /**
   * Takes over what the sandbox really shows, which may be less than was asked for.
   * @param {import('./control-client.mjs').WorkspaceView} view
   */
  settle(view) {
    this.as = view.me.id;
    this.channel = view.channel.id;
    this.thread = view.thread?.ts ?? null;
    const query = new URLSearchParams({ channel: view.channel.id });
    if (view.thread) query.set('thread', view.thread.ts);
    history.replaceState(null, '', `${location.pathname}?${query}`);
    localStorage.setItem(this.storageKey, view.me.id);
  }
}
