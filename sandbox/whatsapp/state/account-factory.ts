import { newAccessToken, newAppSecret, newGraphId } from '../ids';
import type {
  BusinessAccount,
  BusinessNumber,
  ConnectionKit,
  GraphToken,
  MessageTemplate,
  MetaApp,
} from './whatsapp-state';

/** What the product asks for; the first is for messages, the second for everything about the account. */
export const MESSAGING_SCOPE = 'whatsapp_business_messaging';
export const MANAGEMENT_SCOPE = 'whatsapp_business_management';

export interface AccountDraft {
  id?: string;
  name: string;
  /** Digits of the number. */
  number: Partial<BusinessNumber>;
  app?: Partial<MetaApp>;
  token?: Partial<GraphToken>;
  templates?: MessageTemplate[];
  kit?: Partial<Pick<ConnectionKit, 'id' | 'title' | 'lesson'>>;
}

/** Everything that one business has at Meta. */
export interface NewAccount {
  account: BusinessAccount;
  app: MetaApp;
  token: GraphToken;
  kit: ConnectionKit;
}

export function template(draft: Pick<MessageTemplate, 'name' | 'body'> & Partial<MessageTemplate>): MessageTemplate {
  return {
    id: newGraphId(),
    language: 'en_US',
    category: 'UTILITY',
    status: 'APPROVED',
    header: null,
    footer: null,
    buttons: [],
    ...draft,
  };
}

/** Every account has this one from the start. */
export function helloWorld(): MessageTemplate {
  return template({
    name: 'hello_world',
    header: 'Hello World',
    body: 'Welcome and congratulations!! This message demonstrates your ability to send a WhatsApp message notification from the Cloud API, hosted by Meta. Thank you for taking the time to test with us.',
    footer: 'WhatsApp Business Platform sample message',
  });
}

function createNumber(draft: Partial<BusinessNumber>, name: string): BusinessNumber {
  return {
    id: newGraphId(),
    displayPhoneNumber: `+1 555 01${newGraphId().slice(0, 1)} ${newGraphId().slice(0, 4)}`,
    verifiedName: name,
    quality: 'GREEN',
    status: 'LINKED',
    isVerified: true,
    messagingLimit: 'TIER_1K',
    allowedRecipients: null,
    ...draft,
  };
}

/** Makes a business with one number, an app and a token from what a seed or a test says, filling in what it leaves out. */
export function createAccount(draft: AccountDraft, nowMs: number): NewAccount {
  const number = createNumber(draft.number, draft.name);
  const app: MetaApp = {
    id: newGraphId(),
    name: `${draft.name} app`,
    secret: newAppSecret(),
    callbackUrl: null,
    ...draft.app,
  };
  const account: BusinessAccount = {
    id: draft.id ?? newGraphId(),
    name: draft.name,
    numbers: [number],
    templates: draft.templates ?? [helloWorld()],
    subscriptions: [],
  };
  const token: GraphToken = {
    value: newAccessToken(),
    appId: app.id,
    scopes: [MANAGEMENT_SCOPE, MESSAGING_SCOPE, 'public_profile'],
    accountIds: [account.id],
    expiresAt: null,
    issuedAt: nowMs,
    isRevoked: false,
    ...draft.token,
  };
  const kit = kitFor({ account, app, token }, { title: draft.name, lesson: '', ...draft.kit });
  return { account, app, token, kit };
}

/** What to paste for an account's first number. */
export function kitFor(
  { account, app, token }: Pick<NewAccount, 'account' | 'app' | 'token'>,
  about: Partial<ConnectionKit> & Pick<ConnectionKit, 'title' | 'lesson'>,
): ConnectionKit {
  return {
    id: account.id,
    phoneNumberId: account.numbers[0]?.id ?? '',
    accountId: account.id,
    accessToken: token.value,
    appSecret: app.secret,
    ...about,
  };
}
