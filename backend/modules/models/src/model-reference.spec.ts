import { fallbackReference } from './model-reference';

describe('fallback model', () => {
  it.each([
    ['gpt-4o-mini', 'openai', 'openai', 'gpt-4o-mini'],
    ['claude-haiku-4-5', 'openai', 'anthropic', 'claude-haiku-4-5'],
    ['anthropic/claude-haiku-4-5', 'openai', 'anthropic', 'claude-haiku-4-5'],
    ['anthropic/some-new-model', 'openai', 'anthropic', 'some-new-model'],
    ['meta/llama', 'openai', 'openai', 'meta/llama'],
    ['gpt-4o-mini', 'openai_compatible', 'openai_compatible', 'gpt-4o-mini'],
    ['openai_compatible/qwen/qwen3', 'openai', 'openai_compatible', 'qwen/qwen3'],
    ['local-model', 'mistral', 'mistral', 'local-model'],
  ] as const)('"%s" beside %s is %s %s', (name, provider, expectedProvider, model) => {
    expect(fallbackReference(name, provider)).toEqual({ provider: expectedProvider, model });
  });
});
