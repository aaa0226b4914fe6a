import { Clock, readSettings } from '@konstruct/platform';
import { modelsSettings } from './models.config';
import { ModelsController } from './models.controller';
import type { ModelView } from './models.dto';
import { InstallationAccess } from './model-access';

describe('models on offer', () => {
  const settings = readSettings(modelsSettings, { ANTHROPIC_API_KEY: 'key-of-anthropic' });
  const access = new InstallationAccess(settings);
  let items: ModelView[];

  beforeAll(async () => {
    ({ items } = await new ModelsController(access, new Clock()).listModels());
  });

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

  it('have the price of the newest import where there is one', async () => {
    const price = { from: '2024-02-01', dollars: { input: '0.8', output: '5' }, source: 'spec' };
    const mini = { model: 'gpt-5.4-mini', match: { equals: 'gpt-5.4-mini' }, prices: [price] };
    const imports = { current: () => Promise.resolve((seller: string) => (seller === 'openai' ? [mini] : [])) };
    const page = await new ModelsController(access, new Clock(), imports).listModels();
    const priceOf = (name: string): unknown => page.items.find(({ model }) => model === name)?.input_usd_per_million;
    expect([priceOf('gpt-5.4-mini'), priceOf('gpt-5.4-nano')]).toEqual([0.8, 0.2]);
  });

  it('never show a key', () => {
    expect(JSON.stringify(items)).not.toContain('key-of-anthropic');
  });
});
