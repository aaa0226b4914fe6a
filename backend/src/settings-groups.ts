import { authSettings } from '@konstruct/auth';
import { billingSettings } from '@konstruct/billing';
import { slackSettings, whatsappSettings } from '@konstruct/channels';
import { conversationsSettings } from '@konstruct/conversations';
import { cryptoSettings } from '@konstruct/crypto';
import { modelKeysSettings } from '@konstruct/model-keys';
import { modelsSettings } from '@konstruct/models';
import { platformSettings, type SettingsGroup } from '@konstruct/platform';

/** Every group of environment variables; checked together at start and printed into the README. */
export const settingsGroups: readonly SettingsGroup[] = [
  platformSettings,
  authSettings,
  cryptoSettings,
  slackSettings,
  whatsappSettings,
  modelsSettings,
  modelKeysSettings,
  billingSettings,
  conversationsSettings,
] as readonly SettingsGroup[];
