import { normaliseEmail } from '@konstruct/tenants';
import { defineSettings, longSecret, wholeNumber, type SettingsGroup } from '@konstruct/platform';
import { str, type CleanedEnv } from 'envalid';

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
  PLATFORM_ADMIN_EMAILS: str({
    desc: 'Who may call /api/admin, by e-mail address, separated by commas; nobody when empty. Name only people who have signed up already: addresses are not verified.',
    example: 'ada@example.com,ben@example.com',
    default: '',
  }),
};

/** Settings of signing in. */
export const authSettings: SettingsGroup<typeof specs> = defineSettings('Signing in', specs);

/** Parsed settings of signing in; inject with the AUTH_SETTINGS token. */
export type AuthSettings = CleanedEnv<typeof specs>;

/** Injection token of the parsed AuthSettings. */
export const AUTH_SETTINGS = Symbol('AUTH_SETTINGS');

/** Whether somebody runs the installation. */
export function isPlatformAdmin(settings: AuthSettings, email: string): boolean {
  const admins = settings.PLATFORM_ADMIN_EMAILS.split(',').map((address) => normaliseEmail(address));
  return email !== '' && admins.includes(normaliseEmail(email));
}
