/* global window */
import { el, icon } from './dom.mjs';
import { clock, field, table } from './records.mjs';

/** @typedef {import('./phone-client.mjs').PhoneClient} PhoneClient */

const OPERATIONS = {
  send_message: 'Sending a message',
  mark_read: 'Marking as read',
  get_number: 'Looking at the number',
  list_numbers: 'Listing numbers',
  debug_token: 'Checking the token',
  subscribe: 'Subscribing',
  list_templates: 'Listing templates',
  get_media: 'Fetching a file',
  '*': 'Anything',
};

/** @type {Record<string, { label: string, fault: Record<string, unknown> }>} */
const KINDS = {
  rate_limited: { label: 'Rate limit (130429)', fault: { kind: 'rate_limited', retry_after_seconds: 3 } },
  pair_rate_limited: { label: 'Too fast for one person (131056)', fault: { kind: 'pair_rate_limited' } },
  expired_token: { label: 'Token expired (190)', fault: { kind: 'expired_token' } },
  outside_window: { label: 'Outside the 24 hours (131047)', fault: { kind: 'outside_window' } },
  old_window: { label: 'Outside the 24 hours, old form (470)', fault: { kind: 'error', code: 470 } },
  undeliverable: { label: 'Undeliverable (131026)', fault: { kind: 'undeliverable' } },
  unsupported: { label: 'Unsupported type (131051)', fault: { kind: 'unsupported' } },
  permission_denied: { label: 'Permission denied (10)', fault: { kind: 'permission_denied' } },
  server_error: { label: 'Meta fails (500)', fault: { kind: 'server_error' } },
  timeout: { label: 'No answer (30 s)', fault: { kind: 'timeout' } },
  slow: { label: 'Answers after 5 s', fault: { kind: 'slow' } },
  drop: { label: 'Does it, then hangs up', fault: { kind: 'drop_response_after_effect' } },
};

const SHOWN = 30;

/** Lets a person make calls fail and webhooks come oddly, and see what was asked and what was sent. */
export class PhoneDiagnostics {
  /** @param {HTMLDialogElement} dialog @param {PhoneClient} client @param {import('./notice.mjs').Notice} notice */
  constructor(dialog, client, notice) {
    this.dialog = dialog;
    this.client = client;
    this.notice = notice;
    const look = { type: 'button', class: 'icon-button', 'aria-label': 'Close', onclick: () => dialog.close() };
    this.faults = el('div');
    this.webhooks = el('div');
    this.requests = el('div');
    this.holding = el('div', { class: 'row' });
    const reset = el('button', { type: 'button', class: 'button danger small', onclick: () => void this.reset() });
    reset.append('Start WhatsApp afresh');
    dialog.replaceChildren(
      el(
        'header',
        {},
        el('h2', { id: 'diagnostics-title' }, 'Failures and records'),
        el('button', look, icon('close')),
      ),
      section(
        'Make calls fail',
        'The next calls fail in the way you choose. Use it to see how the product copes.',
        this.faultForm(),
        this.faults,
      ),
      section(
        'Webhooks sent',
        'Hold them to let several go as one batch, twice, or the wrong way round.',
        this.holding,
        this.webhooks,
      ),
      section('Calls of the Graph API', 'Tokens and secrets are left out.', this.requests),
      el('section', {}, reset),
    );
  }

  open() {
    this.dialog.showModal();
    void this.notice.attempt(() => this.refresh());
  }

  async refresh() {
    const [{ faults }, { deliveries }, { requests }, settings] = await Promise.all([
      this.client.faults(),
      this.client.deliveries(),
      this.client.requests(),
      this.client.settings(),
    ]);
    this.faults.replaceChildren(this.faultTable(faults));
    this.webhooks.replaceChildren(this.webhookTable(deliveries.slice(-SHOWN).reverse()));
    this.requests.replaceChildren(requestTable(requests.slice(-SHOWN).reverse()));
    this.holding.replaceChildren(...this.holdButtons(settings));
  }

  faultForm() {
    const operation = /** @type {HTMLSelectElement} */ (
      el('select', {}, ...Object.entries(OPERATIONS).map(([value, label]) => el('option', { value }, label)))
    );
    const kind = /** @type {HTMLSelectElement} */ (
      el('select', {}, ...Object.entries(KINDS).map(([value, { label }]) => el('option', { value }, label)))
    );
    const count = /** @type {HTMLInputElement} */ (el('input', { type: 'number', min: '1', value: '1' }));
    const onsubmit = (/** @type {SubmitEvent} */ event) => {
      event.preventDefault();
      const fault = { operation: operation.value, count: count.valueAsNumber || 1, ...KINDS[kind.value]?.fault };
      void this.act(() => this.client.addFault(fault));
    };
    const add = el('button', { type: 'submit', class: 'button small' }, 'Add');
    return el(
      'form',
      { class: 'fault-form three', onsubmit },
      field('Call', operation),
      field('What happens', kind),
      field('Times', count),
      add,
    );
  }

  /** @param {any[]} faults */
  faultTable(faults) {
    const rows = faults.map((fault) => {
      const onclick = () => void this.act(() => this.client.removeFault(fault.id));
      const remove = el('button', { type: 'button', class: 'button quiet small', onclick }, 'Remove');
      const cells = [fault.operation, fault.kind, `${fault.remaining} left`].map((text) => el('td', {}, text));
      return el('tr', {}, ...cells, el('td', {}, remove));
    });
    return table(['Call', 'What happens', 'Times', 'Action'], rows, 'Failures on order', 'No failure is waiting.');
  }

  /** @param {any} settings */
  holdButtons({ hold_webhooks: isHolding, held_webhooks: held }) {
    const button = (/** @type {string} */ label, /** @type {() => Promise<unknown>} */ action) =>
      el('button', { type: 'button', class: 'button quiet small', onclick: () => void this.act(action) }, label);
    if (!isHolding) return [button('Hold webhooks', () => this.client.changeSettings({ hold_webhooks: true }))];
    const release = (/** @type {Record<string, unknown>} */ how) => async () => {
      await this.client.changeSettings({ hold_webhooks: false });
      await this.client.release(how);
    };
    return [
      el('span', {}, held === 1 ? '1 is held.' : `${held} are held.`),
      button('Send as one batch', release({})),
      button('Send each twice', release({ copies: 2 })),
      button('Send in reverse order', release({ order: 'reversed', batch_size: 1 })),
    ];
  }

  /** @param {any[]} deliveries */
  webhookTable(deliveries) {
    const rows = deliveries.map((delivery) => {
      const onclick = () => void this.act(() => this.client.redeliver(delivery.id));
      const again = el('button', { type: 'button', class: 'button quiet small', onclick }, 'Send again');
      const attempts = delivery.attempts.map((/** @type {any} */ { status, error }) => status ?? error).join(', ');
      return el(
        'tr',
        {},
        el('td', {}, delivery.attempts[0] ? clock(delivery.attempts[0].at) : ''),
        el('td', {}, delivery.kinds.join(', ')),
        el('td', { class: delivery.state === 'given_up' && 'bad' }, delivery.state.replace('_', ' ')),
        el('td', { class: 'wide' }, attempts || 'waiting'),
        el('td', {}, again),
      );
    });
    return table(['Time', 'About', 'State', 'Answers', 'Action'], rows, 'Webhooks sent', 'No webhook was sent yet.');
  }

  async reset() {
    if (!window.confirm('Forget all chats, subscriptions and failures, and make every number as it was?')) return;
    await this.act(() => this.client.reset());
  }

  /** @param {() => Promise<unknown>} action */
  async act(action) {
    await this.notice.attempt(action);
    await this.refresh();
  }
}

/** @param {string} title @param {string} about @param {...HTMLElement} children */
function section(title, about, ...children) {
  return el('section', {}, el('h3', {}, title), el('p', {}, about), ...children);
}

/** What was asked for, without what was left out. @param {Record<string, unknown>} args */
function wordsOf(args) {
  const told = Object.entries(args).filter(([, value]) => value !== '[redacted]' && value !== 'whatsapp');
  return JSON.stringify(Object.fromEntries(told)).slice(0, 160);
}

/** @param {any[]} requests */
function requestTable(requests) {
  const rows = requests.map((request) =>
    el(
      'tr',
      {},
      el('td', {}, clock(request.at)),
      el('td', {}, request.operation),
      el(
        'td',
        { class: !request.ok && 'bad' },
        request.ok ? 'ok' : String(request.code ?? request.fault ?? request.status),
      ),
      el('td', { class: 'wide' }, wordsOf(request.args)),
    ),
  );
  return table(['Time', 'Call', 'Answer', 'Arguments'], rows, 'Calls of the Graph API', 'No call came in yet.');
}
