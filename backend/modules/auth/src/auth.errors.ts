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
