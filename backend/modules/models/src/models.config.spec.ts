import { ConfigurationError, readSettings } from '@konstruct/platform';
import { modelsSettings } from './models.config';

describe('model settings', () => {
  it('need nothing', () => {
    const settings = readSettings(modelsSettings, {});
    expect(settings.OPENAI_BASE_URL).toBe('https://api.openai.com/v1');
    expect([settings.OPENAI_API_KEY, settings.MODEL_TIMEOUT_MS, settings.MODEL_MAX_RETRIES]).toEqual(['', 60_000, 2]);
  });

  it('refuse the sandbox in production', () => {
    const environment = { OPENAI_BASE_URL: 'http://localhost:3001/model/v1' };
    expect(() => readSettings(modelsSettings, { ...environment, NODE_ENV: 'production' })).toThrow(
      /OPENAI_BASE_URL must start with https/,
    );
    expect(() => readSettings(modelsSettings, { ...environment, NODE_ENV: 'development' })).not.toThrow();
  });

  it('say which variable is wrong', () => {
    expect(() =>
      readSettings(modelsSettings, { MODEL_TIMEOUT_MS: 'a minute', MISTRAL_BASE_URL: 'mistral.ai' }),
    ).toThrow(ConfigurationError);
    expect(() => readSettings(modelsSettings, { MODEL_TIMEOUT_MS: 'a minute' })).toThrow(/MODEL_TIMEOUT_MS/);
  });
});
