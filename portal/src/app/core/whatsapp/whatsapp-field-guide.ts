/** The four things that a number is connected with. */
export type WhatsappFieldName = 'access_token' | 'app_secret' | 'business_account_id' | 'phone_number_id';

/** Where a field stands in Meta's pages, in words and as a sketch. */
export interface FieldGuide {
  readonly name: WhatsappFieldName;
  readonly label: string;
  readonly isSecret: boolean;
  /** One sentence for those who know Meta's pages. */
  readonly hint: string;
  readonly steps: readonly string[];
  readonly link: { readonly words: string; readonly href: string };
  readonly sketch: PageSketch;
}

/** A page of Meta's, reduced to what to look for. */
export interface PageSketch {
  readonly page: string;
  readonly menu: readonly string[];
  /** The entry of the menu to choose. */
  readonly chosen: string;
  readonly rows: readonly { readonly label: string; readonly value: string; readonly isWanted: boolean }[];
}

const API_SETUP = ['Dashboard', 'App settings', 'WhatsApp', 'API Setup', 'Configuration'];
const APPS = { words: 'Open your apps', href: 'https://developers.facebook.com/apps' };

/** In the order in which checks become possible: nothing can be asked without a token. */
export const FIELD_GUIDES: readonly FieldGuide[] = [
  {
    name: 'access_token',
    label: 'Access token',
    isSecret: true,
    hint: 'A system user’s token that never expires',
    steps: [
      'In Business settings open Users → System users and choose or add one.',
      'Assign assets: your app, and your WhatsApp account with full control.',
      'Generate token: choose the app, set the expiry to Never, and tick whatsapp_business_messaging and whatsapp_business_management.',
      'The temporary token of API Setup works for trying out, and stops after a day.',
    ],
    link: { words: 'Open system users', href: 'https://business.facebook.com/latest/settings/system_users' },
    sketch: {
      page: 'Business settings',
      menu: ['People', 'System users', 'Accounts', 'WhatsApp accounts'],
      chosen: 'System users',
      rows: [
        { label: 'Assigned assets', value: 'Your app, your account', isWanted: false },
        { label: 'Generate token', value: 'EAAG…', isWanted: true },
      ],
    },
  },
  {
    name: 'app_secret',
    label: 'App secret',
    isSecret: true,
    hint: 'It proves that calls and messages are real',
    steps: ['Open the app that the token was made for.', 'App settings → Basic, then Show beside App secret.'],
    link: APPS,
    sketch: {
      page: 'Your app',
      menu: ['Dashboard', 'App settings', 'Basic', 'WhatsApp'],
      chosen: 'Basic',
      rows: [
        { label: 'App ID', value: '6708…', isWanted: false },
        { label: 'App secret', value: '••••••  Show', isWanted: true },
      ],
    },
  },
  {
    name: 'business_account_id',
    label: 'WhatsApp Business Account ID',
    isSecret: false,
    hint: 'Digits only, about 15 of them',
    steps: ['Open your app, then WhatsApp → API Setup.', 'It stands right below the phone number ID.'],
    link: APPS,
    sketch: {
      page: 'Your app',
      menu: API_SETUP,
      chosen: 'API Setup',
      rows: [
        { label: 'Phone number ID', value: '1065…', isWanted: false },
        { label: 'WhatsApp Business Account ID', value: '1022…', isWanted: true },
      ],
    },
  },
  {
    name: 'phone_number_id',
    label: 'Phone number ID',
    isSecret: false,
    hint: 'Meta’s id of the number, not the number itself',
    steps: ['Open your app, then WhatsApp → API Setup.', 'Choose your number at From; its id appears below.'],
    link: APPS,
    sketch: {
      page: 'Your app',
      menu: API_SETUP,
      chosen: 'API Setup',
      rows: [
        { label: 'From', value: '+1 555 078 3881', isWanted: false },
        { label: 'Phone number ID', value: '1065…', isWanted: true },
      ],
    },
  },
];
