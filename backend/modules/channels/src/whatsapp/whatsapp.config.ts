import { str, type CleanedEnv } from 'envalid';
import { defineSettings, httpUrl, refusePlainHttpInProduction, type SettingsGroup } from '@konstruct/platform';

const specs = {
  NODE_ENV: str({
    desc: 'The kind of installation. "production" refuses every sandbox and plain-http provider address.',
    choices: ['development', 'test', 'production'],
    default: 'development',
  }),
  WHATSAPP_GRAPH_URL: httpUrl({
    desc: "Where Meta's Graph API answers for WhatsApp, with its version.",
    default: 'https://graph.facebook.com/v23.0',
  }),
};

/** Parsed settings of WhatsApp; inject with the WHATSAPP_SETTINGS token. */
export type WhatsappSettings = CleanedEnv<typeof specs>;

/** Settings of WhatsApp. Each business brings its own app and token, so that there are no credentials here. */
export const whatsappSettings: SettingsGroup<typeof specs> = defineSettings('WhatsApp', specs, (settings) =>
  refusePlainHttpInProduction(settings.NODE_ENV, { WHATSAPP_GRAPH_URL: settings.WHATSAPP_GRAPH_URL }),
);

/** Injection token of WhatsappSettings. */
export const WHATSAPP_SETTINGS = Symbol('WHATSAPP_SETTINGS');
