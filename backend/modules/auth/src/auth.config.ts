import { defineSettings, longSecret, wholeNumber, type SettingsGroup } from '@konstruct/platform';
import type { CleanedEnv } from 'envalid';

const specs = {
  SESSION_SECRET: longSecret({
    desc: 'The secret that access tokens and CSRF tokens are signed with. Changing it ends all access tokens.',
    example: 'the output of: openssl rand -base64 48',
  }),
  SIGN_IN_FAILURES_PER_ACCOUNT: wholeNumber(
    1,
    1_000,
  )({
    desc: 'Failed sign-ins that one account bears within 15 minutes.',
    default: 10,
  }),
  SIGN_IN_FAILURES_PER_ADDRESS: wholeNumber(
    1,
    100_000,
  )({
    desc: 'Failed sign-ins that one network address bears within 15 minutes, over all accounts.',
    default: 50,
  }),
  SIGN_UPS_PER_ADDRESS: wholeNumber(
    1,
    100_000,
  )({
    desc: 'Sign-ups that one network address bears within an hour.',
    default: 100,
  }),
  BUSINESSES_PER_PERSON: wholeNumber(
    1,
    100_000,
  )({
    desc: 'Further businesses that one person may create within a day. For its network address they count as sign-ups.',
    default: 10,
  }),
};

/** Settings of signing in. */
export const authSettings: SettingsGroup<typeof specs> = defineSettings('Signing in', specs);

/** Parsed settings of signing in; inject with the AUTH_SETTINGS token. */
export type AuthSettings = CleanedEnv<typeof specs>;

/** Injection token of the parsed AuthSettings. */
export const AUTH_SETTINGS = Symbol('AUTH_SETTINGS');
