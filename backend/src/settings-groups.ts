import { authSettings } from '@konstruct/auth';
import { slackSettings } from '@konstruct/channels';
import { cryptoSettings } from '@konstruct/crypto';
import { modelsSettings } from '@konstruct/models';
import { platformSettings, type SettingsGroup } from '@konstruct/platform';
import { usageSettings } from '@konstruct/usage';

/** Every group of environment variables; checked together at start and printed into the README. */
export const settingsGroups: readonly SettingsGroup[] = [
  platformSettings,
  authSettings,
  cryptoSettings,
  slackSettings,
  modelsSettings,
  usageSettings,
] as readonly SettingsGroup[];
