import { createHash } from 'node:crypto';
import { StripeError } from '../stripe-error';
import type { IdempotentAnswer } from '../state/stripe-state';
import type { StripeWorld } from '../state/stripe-world';

const KEPT_MS = 24 * 60 * 60 * 1_000;
const MAX_KEPT = 5_000;

/** Remembers what was answered to which key, so that the same request has its effect once. */
export class IdempotencyKeys {
  constructor(private readonly world: StripeWorld) {}

  /** The earlier answer; an error when the key was used for another request. */
  recall(key: string, fingerprint: string): IdempotentAnswer | null {
    const answer = this.world.state.answers[key];
    if (!answer || answer.at < this.world.realNow() - KEPT_MS) return null;
    if (answer.fingerprint === fingerprint) return answer;
    throw new StripeError(400, {
      type: 'idempotency_error',
      message:
        `Keys for idempotent requests can only be used with the same parameters they were first used with. ` +
        `Try using a key other than '${key}' if you meant to execute a different request.`,
    });
  }

  remember(key: string, answer: Omit<IdempotentAnswer, 'at'>): void {
    const answers = this.world.state.answers;
    answers[key] = { ...answer, at: this.world.realNow() };
    const oldest = Object.keys(answers)[0];
    if (oldest !== undefined && Object.keys(answers).length > MAX_KEPT) {
      this.world.state.answers = Object.fromEntries(Object.entries(answers).slice(1));
    }
    this.world.keep();
  }
}

export function fingerprintOfRequest(method: string, path: string, body: string): string {
  return createHash('sha256').update(`${method} ${path} ${body}`).digest('hex');
}
