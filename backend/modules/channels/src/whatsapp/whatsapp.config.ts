import { str, type CleanedEnv } from 'envalid';
import { defineSettings, httpUrl, refusePlainHttpInProduction, type SettingsGroup } from '@konstruct/platform';

const specs = {
  NODE_ENV: str({
    desc: 'The kind of installation. "production" refuses every sandbox and plain-http provider address.',
    choices: ['development', 'test', 'production'],
    default: 'development',
  }),
  WHATSAPP_GRAPH_URL: httpUrl({
    desc: "Where Meta's Graph API answers for WhatsApp; v23.0 of it, unless the address names another version.",
    default: 'https://graph.facebook.com/v23.0',
  }),
};

/** Parsed settings of WhatsApp; inject with the WHATSAPP_SETTINGS token. */
export type WhatsappSettings = CleanedEnv<typeof specs>;

/** Settings of WhatsApp. Each business brings its own app and token, so that there are no credentials here. */
export const whatsappSettings: SettingsGroup<typeof specs> = defineSettings('WhatsApp', specs, (settings) =>
  refusePlainHttpInProduction(settings.NODE_ENV, { WHATSAPP_GRAPH_URL: settings.WHATSAPP_GRAPH_URL }),
);

const VERSION = 'v23.0';

/** The address of the Graph API with its version and without a slash at its end. */
export function graphAddress({ WHATSAPP_GRAPH_URL }: WhatsappSettings): string {
  const address = WHATSAPP_GRAPH_URL.replace(/\/+$/, '');
  return /\/v\d+\.\d+$/.test(address) ? address : `${address}/${VERSION}`;
}

/** Injection token of WhatsappSettings. */
export const WHATSAPP_SETTINGS = Symbol('WHATSAPP_SETTINGS');
