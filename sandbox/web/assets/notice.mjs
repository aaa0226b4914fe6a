/* global document, window */

const SHOWN_MS = 6_000;

/** One line at the foot of the page that goes away by itself. */
export class Notice {
  constructor() {
    this.element = /** @type {HTMLElement} */ (document.getElementById('notice'));
    this.timer = 0;
  }

  /** @param {string} message */
  show(message) {
    this.element.textContent = message;
    this.element.hidden = false;
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => (this.element.hidden = true), SHOWN_MS);
  }

  /**
   * Runs what may fail and says so when it does.
   * @param {() => Promise<unknown>} action
   * @returns {Promise<boolean>} whether it went well
   */
  async attempt(action) {
    try {
      await action();
      return true;
    } catch (error) {
      this.show(error instanceof Error ? error.message : String(error));
      return false;
    }
  }
}
