import { modelWarning } from './model-warning';

describe('a warning about a model', () => {
  it('is given for one that the catalogue does not know', () => {
    expect(modelWarning('openai', 'gpt-4o-mni')).toContain('no model gpt-4o-mni of OpenAI');
    expect(modelWarning('anthropic', 'gpt-4o-mini')).toContain('of Anthropic');
  });

  it('is not given for a known one, a snapshot of it, or one of an own server', () => {
    expect(modelWarning('openai', 'gpt-4o-mini')).toBeNull();
    expect(modelWarning('openai', 'gpt-4o-mini-2024-07-18')).toBeNull();
    expect(modelWarning('openai_compatible', 'llama-of-ours')).toBeNull();
  });
});
