import { ProblemError } from '@konstruct/platform';
import type { ModelErrorCode } from './call-outcome';
import type { ModelCall } from './model-call';

/** What an operator reads about a failure: what it means and what to do. */
export interface FailureText {
  readonly status: number;
  readonly title: string;
  readonly meaning: string;
  readonly fix: string;
  /** Whether the same request may succeed later without anyone changing anything. */
  readonly isRetryable: boolean;
}

/** The exhaustive table of model failures. */
export const MODEL_FAILURES: Readonly<Record<ModelErrorCode, FailureText>> = {
  timeout: {
    status: 504,
    title: 'The model took too long',
    meaning: 'The language model did not answer in time.',
    fix: 'Try again. If it happens often, choose a quicker model or a shorter maximum reply.',
    isRetryable: true,
  },
  rate_limited: {
    status: 503,
    title: 'The model is at its limit',
    meaning: 'The provider limits how much this installation may ask at the moment.',
    fix: "Wait a minute. If it happens often, raise the limit of the provider's account or set a fallback model.",
    isRetryable: true,
  },
  server_error: {
    status: 502,
    title: 'The provider has a problem',
    meaning: 'The provider of the model answered with an error of its own.',
    fix: "Try again in a few minutes, look at the provider's status page, or set a fallback model.",
    isRetryable: true,
  },
  unreachable: {
    status: 502,
    title: 'The provider cannot be reached',
    meaning: 'No connection to the provider of the model could be made.',
    fix: "Check the provider's base URL in the configuration and that this machine may reach it.",
    isRetryable: true,
  },
  bad_response: {
    status: 502,
    title: 'The answer of the model cannot be read',
    meaning: 'The connection broke, or the provider sent something that is not an answer of a model.',
    fix: 'Try again. If it happens always, check that the base URL in the configuration belongs to this provider.',
    isRetryable: true,
  },
  bad_request: {
    status: 502,
    title: 'The provider did not accept the request',
    meaning: 'The provider refused the request as it was put, for example because the model is not one for chats.',
    fix: 'Choose another model, or a shorter maximum reply.',
    isRetryable: false,
  },
  empty: {
    status: 502,
    title: 'The model answered nothing',
    meaning: 'The model sent an empty answer, also when asked again.',
    fix: 'Raise the maximum reply length (models that think first may use all of it up) or choose another model.',
    isRetryable: true,
  },
  refused: {
    status: 422,
    title: 'The model declined to answer',
    meaning: "The model or its provider's content filter declined to answer this message.",
    fix: 'Rephrase the message or the instructions; the content rules are the provider’s.',
    isRetryable: false,
  },
  cancelled: {
    status: 503,
    title: 'The call was cancelled',
    meaning: 'The call of the model was stopped before it answered.',
    fix: 'Try again.',
    isRetryable: true,
  },
  invalid_key: {
    status: 502,
    title: 'The model key is not accepted',
    meaning: 'The provider does not accept the key, or the key may not use this model.',
    fix: "Check the key in the provider's console and in the configuration of this installation.",
    isRetryable: false,
  },
  no_credit: {
    status: 502,
    title: 'The model key has no credit',
    meaning: 'The account that the key belongs to has no credit left, or has reached its spending limit.',
    fix: "Add credit or raise the limit in the provider's console; the key itself is fine.",
    isRetryable: false,
  },
  no_key: {
    status: 503,
    title: 'There is no key for this model',
    meaning: 'This installation has no key for the provider of the chosen model.',
    fix: 'Choose a model of another provider, or ask an administrator to add a key for this one.',
    isRetryable: false,
  },
  address_refused: {
    status: 422,
    title: 'The address of the model may not be called',
    meaning: 'The address leads to a private network, is not encrypted, or redirects to such an address.',
    fix: 'Give the address of a server on the public internet that starts with https://.',
    isRetryable: false,
  },
  model_not_found: {
    status: 422,
    title: 'The model does not exist',
    meaning: 'The provider does not know the chosen model, or the key may not use it.',
    fix: 'Choose another model in the Agent Designer.',
    isRetryable: false,
  },
  context_too_long: {
    status: 422,
    title: 'The conversation is too long',
    meaning: 'Instructions and conversation together are longer than the model can read.',
    fix: 'Shorten the instructions, start a new conversation, or choose a model with a larger context.',
    isRetryable: false,
  },
  circuit_open: {
    status: 503,
    title: 'The provider is resting',
    meaning: 'The provider of the model failed several times in a row and is not called for half a minute.',
    fix: 'Wait a moment, or set a fallback model of another provider.',
    isRetryable: true,
  },
};

/** What a code kept in the books means and what to do; codes of earlier versions get general words. */
export function explainModelError(code: string): Pick<FailureText, 'meaning' | 'fix'> {
  const { meaning, fix } = MODEL_FAILURES[isModelErrorCode(code) ? code : 'server_error'];
  return { meaning, fix };
}

function isModelErrorCode(code: string): code is ModelErrorCode {
  return Object.hasOwn(MODEL_FAILURES, code);
}

/**
 * No model answered. It carries every call that was made, because failed calls may have cost something and are metered
 * by the caller. It has no cause: the SDK's errors hold the prompt.
 */
export class ModelError extends ProblemError<ModelErrorCode> {
  readonly meaning: string;
  readonly fix: string;
  readonly isRetryable: boolean;

  constructor(
    code: ModelErrorCode,
    readonly calls: readonly ModelCall[],
    retryAfterSeconds?: number,
  ) {
    const { status, title, meaning, fix, isRetryable } = MODEL_FAILURES[code];
    super(
      code,
      { status, title, detail: `${meaning} ${fix}` },
      retryAfterSeconds === undefined ? {} : { retryAfterSeconds },
    );
    this.meaning = meaning;
    this.fix = fix;
    this.isRetryable = isRetryable;
  }
}
