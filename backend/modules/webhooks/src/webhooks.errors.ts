import { ProblemError, problemTable, type ProblemExtras } from '@konstruct/platform';

const problems = problemTable({
  signature_invalid: {
    status: 401,
    title: 'The signature is not valid',
    detail:
      'The request was not signed with the signing secret of this installation, or is older than five minutes. Compare SLACK_SIGNING_SECRET with the app’s Basic Information page.',
  },
  slack_not_configured: {
    status: 503,
    title: 'Slack is not configured',
    detail: 'Set SLACK_SIGNING_SECRET and restart.',
  },
  meta_signature_invalid: {
    status: 401,
    title: 'The signature is not valid',
    detail: 'The request was not signed with the app secret of this connection. Connect the number again with it.',
  },
  challenge_incomplete: {
    status: 400,
    title: 'The question is not complete',
    detail: 'Send hub.mode, hub.challenge and hub.verify_token.',
  },
  verify_token_invalid: {
    status: 403,
    title: 'The verify token is not valid',
    detail: 'It is not the one of this connection. Connect the number again; the token is set by itself.',
  },
  body_not_understood: {
    status: 400,
    title: 'The body is not an event',
    detail: 'Send the envelope of an event as JSON, as the provider documents it.',
  },
});

/** Codes of this module's errors. */
export type WebhookErrorCode = keyof typeof problems;

/** An error of this module. */
export class WebhookError extends ProblemError<WebhookErrorCode> {
  constructor(code: WebhookErrorCode, extras?: ProblemExtras) {
    super(code, problems[code], extras);
  }
}
