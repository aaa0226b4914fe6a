/** Injection token of the parsed PlatformSettings. */
export const PLATFORM_SETTINGS = Symbol('PLATFORM_SETTINGS');
/** Injection token of the environment that settings are parsed from; tests replace it. */
export const ENVIRONMENT = Symbol('ENVIRONMENT');
