/** What is asked of Meta while a number is being connected, in the order in which it is shown. */
export const WHATSAPP_CHECKS = [
  'token',
  'permissions',
  'app_secret',
  'number',
  'number_status',
  'quality',
  'webhook',
] as const;
export type WhatsappCheck = (typeof WHATSAPP_CHECKS)[number];

/** ok: Meta says so; failed: something has to be done; waiting: a field is missing, or connecting does it; not_run: not asked for. */
export const CHECK_STATUSES = ['ok', 'failed', 'waiting', 'not_run'] as const;
export type CheckStatus = (typeof CHECK_STATUSES)[number];

/** The fields of the form. */
export type WhatsappField = 'access_token' | 'app_secret' | 'phone_number_id' | 'business_account_id';

/** What is known so far; null for what has not been entered. */
export type KnownFields = Readonly<Record<WhatsappField, string | null>>;

/** How a check ended. */
export interface CheckResult {
  readonly check: WhatsappCheck;
  readonly status: CheckStatus;
  /** The field to look at. */
  readonly field: WhatsappField | null;
  readonly detail: string;
  readonly fix: string | null;
  /** Where to do it. */
  readonly link: string | null;
  /** What Meta answered, where it is kept with the connection. */
  readonly rating?: string | null;
  /** Whether it could not be asked this time, which says nothing about the connection. */
  readonly isTransient?: boolean;
}

interface CheckDefinition {
  /** The field that is most likely wrong when it fails. */
  readonly field: WhatsappField | null;
  readonly needs: readonly WhatsappField[];
  readonly link: string;
  /** Whether connecting makes no sense without it. */
  readonly isRequired: boolean;
}

const SYSTEM_USERS = 'https://business.facebook.com/latest/settings/system_users';
const APPS = 'https://developers.facebook.com/apps';
const PHONE_NUMBERS = 'https://business.facebook.com/latest/whatsapp_manager/phone_numbers';

/** What each check needs, and where its fix is. */
export const CHECK_DEFINITIONS: Readonly<Record<WhatsappCheck, CheckDefinition>> = {
  token: { field: 'access_token', needs: ['access_token'], link: SYSTEM_USERS, isRequired: true },
  permissions: { field: 'access_token', needs: ['access_token'], link: SYSTEM_USERS, isRequired: true },
  app_secret: { field: 'app_secret', needs: ['access_token', 'app_secret'], link: APPS, isRequired: true },
  number: {
    field: 'phone_number_id',
    needs: ['access_token', 'business_account_id', 'phone_number_id'],
    link: PHONE_NUMBERS,
    isRequired: true,
  },
  number_status: {
    field: 'phone_number_id',
    needs: ['access_token', 'phone_number_id'],
    link: PHONE_NUMBERS,
    isRequired: true,
  },
  quality: {
    field: null,
    needs: ['access_token', 'phone_number_id'],
    link: PHONE_NUMBERS,
    isRequired: false,
  },
  webhook: {
    field: 'business_account_id',
    needs: ['access_token', 'business_account_id'],
    link: APPS,
    isRequired: false,
  },
};

/** A check that Meta answered well. */
export function passed(check: WhatsappCheck, detail: string): CheckResult {
  return { check, status: 'ok', field: null, detail, fix: null, link: null };
}

/** A check after which somebody has to do something. */
export function failed(
  check: WhatsappCheck,
  detail: string,
  fix: string,
  field: WhatsappField | null = CHECK_DEFINITIONS[check].field,
): CheckResult {
  return { check, status: 'failed', field, detail, fix, link: CHECK_DEFINITIONS[check].link };
}

/** A check whose time has not come. */
export function waiting(check: WhatsappCheck, detail: string, field: WhatsappField | null = null): CheckResult {
  return { check, status: 'waiting', field, detail, fix: null, link: null };
}

/** A check that nobody asked for this time. */
export function notRun(check: WhatsappCheck): CheckResult {
  return { check, status: 'not_run', field: null, detail: 'Not checked this time.', fix: null, link: null };
}
