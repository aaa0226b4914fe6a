/* global fetch, URLSearchParams */
import { controlCall } from './control-call.mjs';

/** @typedef {import('../../whatsapp/pages/phone-view.js').PhoneView} PhoneView */

const call = controlCall('/whatsapp/_control');

/** The control API, as the page uses it for one number. */
export class PhoneClient {
  /** @param {string} number */
  constructor(number) {
    this.number = number;
    this.path = `/numbers/${encodeURIComponent(number)}`;
  }

  /** @param {string | null} person @returns {Promise<PhoneView>} */
  async view(person) {
    const query = new URLSearchParams(person ? { person } : {});
    const response = await fetch(`/whatsapp/phone/${this.number}/view?${query}`);
    if (!response.ok) throw new Error(`The sandbox answered ${response.status}.`);
    return response.json();
  }

  /** @param {Record<string, unknown> & { person: string }} message */
  write(message) {
    return call('POST', `${this.path}/messages`, message);
  }

  /** The person looks at the chat. @param {string} person */
  open(person) {
    return call('POST', `${this.path}/chats/${person}/open`);
  }

  /** @param {string} person */
  age(person) {
    return call('POST', `${this.path}/chats/${person}/age`, {});
  }

  /** @param {Record<string, unknown>} change */
  changeNumber(change) {
    return call('PATCH', this.path, change);
  }

  /** @param {'valid' | 'expired' | 'revoked'} state */
  changeToken(state) {
    return call('PATCH', `${this.path}/token`, { state });
  }

  faults() {
    return call('GET', '/faults');
  }

  /** @param {Record<string, unknown>} fault */
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

  settings() {
    return call('GET', '/settings');
  }

  /** @param {Record<string, unknown>} change */
  changeSettings(change) {
    return call('PATCH', '/settings', change);
  }

  /** @param {Record<string, unknown>} how */
  release(how) {
    return call('POST', '/webhooks/release', how);
  }

  reset() {
    return call('POST', '/reset');
  }
}
