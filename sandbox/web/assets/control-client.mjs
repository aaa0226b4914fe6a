/* global URLSearchParams */
import { controlCall } from './control-call.mjs';

/** @typedef {import('../../slack/pages/workspace-view.js').WorkspaceView} WorkspaceView */

const call = controlCall('/slack/_control');

/** The control API, as the page uses it for one workspace. */
export class ControlClient {
  /** @param {string} team */
  constructor(team) {
    this.path = `/workspaces/${encodeURIComponent(team)}`;
  }

  /**
   * @param {{ as?: string | null, channel?: string | null, thread?: string | null }} wish
   * @returns {Promise<WorkspaceView>}
   */
  view(wish) {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(wish)) if (value) query.set(name, value);
    return call('GET', `${this.path}/view?${query}`);
  }

  /** @param {{ channel: string, user: string, text: string, thread_ts?: string | null, reply_broadcast?: boolean }} message */
  post(message) {
    return call('POST', `${this.path}/messages`, { ...message, typed: true });
  }

  /** @param {string} channel @param {string} ts @param {string} text */
  edit(channel, ts, text) {
    return call('PATCH', `${this.path}/messages/${channel}/${ts}`, { text, typed: true });
  }

  /** @param {string} channel @param {string} ts */
  remove(channel, ts) {
    return call('DELETE', `${this.path}/messages/${channel}/${ts}`);
  }

  /** @param {string} channel @param {string} ts @param {string} user @param {string} name */
  react(channel, ts, user, name) {
    return call('POST', `${this.path}/messages/${channel}/${ts}/reactions`, { user, name });
  }

  /** @param {string} channel @param {string} user @param {string} inviter */
  invite(channel, user, inviter) {
    return call('POST', `${this.path}/members`, { channel, user, inviter });
  }

  /** @param {string} user @param {string} other @returns {Promise<{ channel: string }>} */
  openDirect(user, other) {
    return call('POST', `${this.path}/direct`, { user, other });
  }

  uninstall() {
    return call('POST', `${this.path}/uninstall`);
  }

  expireTokens() {
    return call('POST', `${this.path}/expire-tokens`);
  }

  faults() {
    return call('GET', '/faults');
  }

  /** @param {{ method: string, kind: string, count: number, retry_after_seconds?: number }} fault */
  addFault(fault) {
    return call('POST', '/faults', fault);
  }

  /** @param {string} id */
  removeFault(id) {
    return call('DELETE', `/faults/${id}`);
  }

  requests() {
    return call('GET', '/requests');
  }

  deliveries() {
    return call('GET', '/deliveries');
  }

  /** @param {string} id */
  redeliver(id) {
    return call('POST', `/deliveries/${id}/redeliver`);
  }

  verifyEventsUrl() {
    return call('POST', '/app/verify-events-url');
  }

  reset() {
    return call('POST', '/reset');
  }
}
