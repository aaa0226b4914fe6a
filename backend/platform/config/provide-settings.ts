import type { FactoryProvider } from '@nestjs/common';
import { readSettings, type SettingSpecs, type SettingsGroup } from './settings';
import { ENVIRONMENT } from './tokens';

/** A provider of one parsed group of settings under its token. */
export function provideSettings<S extends SettingSpecs>(token: symbol, group: SettingsGroup<S>): FactoryProvider {
  return {
    provide: token,
    inject: [ENVIRONMENT],
    useFactory: (environment: NodeJS.ProcessEnv) => readSettings(group, environment),
  };
}
