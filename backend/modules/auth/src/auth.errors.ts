import { ProblemError, problemTable, type ProblemExtras } from '@konstruct/platform';

const authProblems = problemTable({
  email_taken: {
    status: 409,
    title: 'This e-mail address has an account',
    detail: 'Sign in with it, or use another address.',
  },
  invalid_credentials: {
    status: 401,
    title: 'E-mail or password is wrong',
    detail: 'Check both and try again. Passwords distinguish upper and lower case.',
  },
  too_many_attempts: {
    status: 429,
    title: 'Too many attempts',
    detail: 'Wait a few minutes, then try again.',
  },
  too_many_businesses: {
    status: 429,
    title: 'Too many new businesses',
    detail: 'So many cannot be created in a short time. Go on with those that you have, or create this one later.',
  },
  cross_site_request: {
    status: 403,
    title: 'The request came from another site',
    detail: 'Open this installation in the browser and sign in there.',
  },
  refresh_token_invalid: {
    status: 401,
    title: 'The refresh token is not valid',
    detail: 'It has expired, was revoked, or was used before, which ends its whole session. Sign in again.',
  },
  second_factor_required: {
    status: 401,
    title: 'A code is needed as well',
    detail: 'This account has two-step sign-in. Send a code of the authenticator app, or a recovery code, as code.',
  },
  second_factor_refused: {
    status: 401,
    title: 'This code is not valid',
    detail: 'Codes change every 30 seconds and work once. Wait for the next one, or use a recovery code.',
  },
  sign_in_expired: {
    status: 401,
    title: 'Start again',
    detail: 'Too much time has passed since you entered your password. Sign in again.',
  },
  second_factor_is_on: {
    status: 409,
    title: 'Two-step sign-in is on already',
    detail: 'Turn it off before you set it up with another app.',
  },
  second_factor_is_off: {
    status: 409,
    title: 'Two-step sign-in is off',
    detail: 'It is not turned on for this account. Reload the page.',
  },
  second_factor_not_started: {
    status: 409,
    title: 'Begin the set-up again',
    detail: 'It was not begun, was begun anew elsewhere, or more than an hour ago. Begin again and scan the new code.',
  },
  sign_in_to_accept: {
    status: 409,
    title: 'Sign in first',
    detail: 'The invited e-mail address has an account already. Sign in with it, then open the link again.',
  },
});

/** Codes of errors about signing in. */
export type AuthProblemCode = keyof typeof authProblems;

/** An error about signing up, in, or staying signed in. */
export class AuthError extends ProblemError<AuthProblemCode> {
  constructor(code: AuthProblemCode, extras?: ProblemExtras) {
    super(code, authProblems[code], extras);
  }
}
