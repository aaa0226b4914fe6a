import type { ChannelErrorMeaning } from './channel-error-meaning';

/** What is known of a call to a provider that failed. */
export interface ChannelFailure {
  readonly code: string;
  /** Whether the same call may succeed later without anybody doing something. */
  readonly isRetryable: boolean;
  readonly retryAfterSeconds?: number | null;
  /** Whether the provider may have done it although no answer arrived. */
  readonly isInDoubt?: boolean;
  /** Whether a limit of the provider held the call back, so that it was not made at all. */
  readonly isHeldBack?: boolean;
  readonly cause?: unknown;
}

/** A call to a channel's provider that did not succeed, in terms that decide what happens next, whichever channel it is. */
export abstract class ChannelSendError extends Error {
  readonly code: string;
  readonly isRetryable: boolean;
  readonly retryAfterSeconds: number | null;
  readonly isInDoubt: boolean;
  readonly isHeldBack: boolean;

  constructor(
    provider: string,
    { code, isRetryable, retryAfterSeconds = null, isInDoubt = false, isHeldBack = false, cause }: ChannelFailure,
  ) {
    super(`${provider}: ${code}`, { cause });
    this.code = code;
    this.isRetryable = isRetryable;
    this.retryAfterSeconds = retryAfterSeconds;
    this.isInDoubt = isInDoubt;
    this.isHeldBack = isHeldBack;
  }

  /** What happened and what to do, in words for a person. */
  abstract get meaning(): ChannelErrorMeaning;

  /** Whether no call of this connection can succeed until somebody connects it again. */
  get breaksConnection(): boolean {
    return this.meaning.breaksConnection;
  }
}
