/* global window */
import { el, icon } from './dom.mjs';
import { clock, field, table } from './records.mjs';

/** @typedef {import('./control-client.mjs').ControlClient} ControlClient */

/**
 * @typedef {object} DiagnosticsOptions
 * @property {() => boolean} isInstalled
 * @property {() => string} appName
 * @property {import('./notice.mjs').Notice} notice
 */

const METHODS = [
  'chat.postMessage',
  'auth.test',
  'conversations.list',
  'conversations.join',
  'conversations.replies',
  'assistant.threads.setStatus',
  'oauth.v2.access',
  '*',
];

const KINDS = {
  ratelimited: 'Rate limit (429)',
  invalid_auth: 'invalid_auth',
  not_in_channel: 'not_in_channel',
  timeout: 'No answer (30 s)',
  server_error: 'Server error (500)',
  drop_response_after_effect: 'Does it, then hangs up',
};

const SHOWN = 30;

/** Lets a person make calls fail, and see what was asked of the sandbox and what it sent. */
export class DiagnosticsDialog {
  /** @param {HTMLDialogElement} dialog @param {ControlClient} control @param {DiagnosticsOptions} options */
  constructor(dialog, control, options) {
    this.dialog = dialog;
    this.control = control;
    this.options = options;
    const close = el('button', {
      type: 'button',
      class: 'icon-button',
      'aria-label': 'Close',
      onclick: () => dialog.close(),
    });
    close.append(icon('close'));
    this.faults = el('div');
    this.events = el('div');
    this.requests = el('div');
    this.appActions = el('div', { class: 'row' });
    dialog.replaceChildren(
      el('header', {}, el('h2', { id: 'diagnostics-title' }, 'Faults and records'), close),
      el(
        'section',
        {},
        el('h3', {}, 'Make calls fail'),
        el('p', {}, 'The next calls of a method fail in the way you choose. Use it to see how the product copes.'),
        this.faultForm(),
        this.faults,
      ),
      el('section', {}, el('h3', {}, 'Events sent'), this.events),
      el('section', {}, el('h3', {}, 'Calls of the Web API'), this.requests),
      el('section', {}, el('h3', {}, 'App'), this.appActions),
    );
  }

  open() {
    this.dialog.showModal();
    void this.refresh();
  }

  async refresh() {
    const [{ faults }, { deliveries }, { requests }] = await Promise.all([
      this.control.faults(),
      this.control.deliveries(),
      this.control.requests(),
    ]);
    this.faults.replaceChildren(this.faultTable(faults));
    this.events.replaceChildren(this.eventTable(deliveries.slice(-SHOWN).reverse()));
    this.requests.replaceChildren(this.requestTable(requests.slice(-SHOWN).reverse()));
    this.drawAppActions();
  }

  faultForm() {
    const method = /** @type {HTMLSelectElement} */ (
      el('select', {}, ...METHODS.map((name) => el('option', { value: name }, name === '*' ? 'any method' : name)))
    );
    const kind = /** @type {HTMLSelectElement} */ (
      el('select', {}, ...Object.entries(KINDS).map(([value, label]) => el('option', { value }, label)))
    );
    const count = /** @type {HTMLInputElement} */ (el('input', { type: 'number', min: '1', value: '1' }));
    const retry = /** @type {HTMLInputElement} */ (el('input', { type: 'number', min: '0', value: '3' }));
    const onsubmit = (/** @type {SubmitEvent} */ event) => {
      event.preventDefault();
      const fault = { method: method.value, kind: kind.value, count: count.valueAsNumber || 1 };
      void this.act(() => this.control.addFault({ ...fault, retry_after_seconds: retry.valueAsNumber || 0 }));
    };
    return el(
      'form',
      { class: 'fault-form', onsubmit },
      field('Method', method),
      field('What happens', kind),
      field('Times', count),
      field('Retry after (s)', retry),
      el('button', { type: 'submit', class: 'button small' }, 'Add'),
    );
  }

  /** @param {any[]} faults */
  faultTable(faults) {
    const rows = faults.map((fault) => {
      const onclick = () => void this.act(() => this.control.removeFault(fault.id));
      const remove = el('button', { type: 'button', class: 'button quiet small', onclick }, 'Remove');
      return el(
        'tr',
        {},
        el('td', {}, fault.method),
        el('td', {}, fault.kind),
        el('td', {}, `${fault.remaining} left`),
        el('td', {}, remove),
      );
    });
    return table(['Method', 'What happens', 'Times', 'Action'], rows, 'Faults on order', 'No fault is waiting.');
  }

  /** @param {any[]} deliveries */
  eventTable(deliveries) {
    const rows = deliveries.map((delivery) => {
      const onclick = () => void this.act(() => this.control.redeliver(delivery.id));
      const again = el('button', { type: 'button', class: 'button quiet small', onclick }, 'Send again');
      const attempts = delivery.attempts.map((/** @type {any} */ { status, error }) => status ?? error).join(', ');
      const isBad = delivery.state === 'failed' || delivery.state === 'given_up';
      return el(
        'tr',
        {},
        el('td', {}, delivery.attempts[0] ? clock(delivery.attempts[0].at) : ''),
        el('td', {}, delivery.event_type),
        el('td', { class: isBad && 'bad' }, delivery.state.replace('_', ' ')),
        el('td', { class: 'wide' }, attempts || 'waiting'),
        el('td', {}, again),
      );
    });
    return table(['Time', 'Event', 'State', 'Answers', 'Action'], rows, 'Events sent', 'No event was sent yet.');
  }

  /** @param {any[]} requests */
  requestTable(requests) {
    const rows = requests.map((request) =>
      el(
        'tr',
        {},
        el('td', {}, clock(request.at)),
        el('td', {}, request.method),
        el('td', { class: !request.ok && 'bad' }, request.ok ? 'ok' : (request.error ?? request.fault ?? 'failed')),
        el('td', { class: 'wide' }, JSON.stringify(request.args).slice(0, 160)),
      ),
    );
    return table(['Time', 'Method', 'Answer', 'Arguments'], rows, 'Calls of the Web API', 'No call came in yet.');
  }

  drawAppActions() {
    const name = this.options.appName();
    const verify = el('button', { type: 'button', class: 'button quiet small' }, 'Check the events address');
    verify.addEventListener('click', () => void this.act(() => this.verify()));
    const uninstall = el('button', { type: 'button', class: 'button danger small' }, `Uninstall ${name}`);
    uninstall.hidden = !this.options.isInstalled();
    uninstall.addEventListener('click', () => void this.act(() => this.uninstall(name)));
    const reset = el('button', { type: 'button', class: 'button danger small' }, 'Start all workspaces afresh');
    reset.addEventListener('click', () => void this.act(() => this.reset()));
    this.appActions.replaceChildren(verify, uninstall, reset);
  }

  async verify() {
    const { verified, detail } = await this.control.verifyEventsUrl();
    this.options.notice.show(
      verified ? 'The events address answered the challenge.' : `The events address did not answer: ${detail}`,
    );
    this.dialog.close();
  }

  /** @param {string} name */
  async uninstall(name) {
    if (window.confirm(`Uninstall ${name} from this workspace?`)) await this.control.uninstall();
  }

  async reset() {
    if (window.confirm('Forget all messages, installations and tokens of every workspace?')) await this.control.reset();
  }

  /** @param {() => Promise<unknown>} action */
  async act(action) {
    await this.options.notice.attempt(action);
    await this.refresh();
  }
}
