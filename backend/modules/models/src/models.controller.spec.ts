import { Clock, readSettings } from '@konstruct/platform';
import { modelsSettings } from './models.config';
import { ModelsController } from './models.controller';
import { InstallationAccess } from './model-access';

describe('models on offer', () => {
  const settings = readSettings(modelsSettings, { ANTHROPIC_API_KEY: 'key-of-anthropic' });
  const { items } = new ModelsController(new InstallationAccess(settings), new Clock()).listModels();

  it('say which of them there is a key for', () => {
    const available = new Set(items.filter((model) => model.is_available).map((model) => model.provider));
    expect([...available]).toEqual(['anthropic']);
    expect(items.length).toBeGreaterThan(10);
  });

  it('have prices in dollars per million tokens', () => {
    expect(items.find(({ model }) => model === 'gpt-5.4-mini')).toMatchObject({
      display_name: 'GPT-5.4 mini',
      input_usd_per_million: 0.75,
      output_usd_per_million: 4.5,
    });
    expect(items.every((model) => (model.input_usd_per_million ?? 0) > 0 && model.description !== '')).toBe(true);
  });

  it('never show a key', () => {
    expect(JSON.stringify(items)).not.toContain('key-of-anthropic');
  });
});
