import { slackErrorMeaning, type SlackErrorMeaning } from './slack-error-table';

/** What is known of a call that failed. */
export interface SlackFailure {
  readonly code: string;
  /** Whether the same call may succeed later without anybody doing something. */
  readonly isRetryable: boolean;
  readonly retryAfterSeconds?: number | null;
  /** Whether Slack may have done it although no answer arrived. */
  readonly isInDoubt?: boolean;
  readonly cause?: unknown;
}

/** A call to Slack that did not succeed, in terms that decide what happens next. */
export class SlackSendError extends Error {
  readonly code: string;
  readonly isRetryable: boolean;
  readonly retryAfterSeconds: number | null;
  readonly isInDoubt: boolean;

  constructor({ code, isRetryable, retryAfterSeconds = null, isInDoubt = false, cause }: SlackFailure) {
    super(`Slack: ${code}`, { cause });
    this.name = 'SlackSendError';
    this.code = code;
    this.isRetryable = isRetryable;
    this.retryAfterSeconds = retryAfterSeconds;
    this.isInDoubt = isInDoubt;
  }

  /** What happened and what to do, in words for a person. */
  get meaning(): SlackErrorMeaning {
    return slackErrorMeaning(this.code);
  }

  /** Whether no call of this connection can succeed until somebody connects it again. */
  get breaksConnection(): boolean {
    return this.meaning.breaksConnection;
  }
}
