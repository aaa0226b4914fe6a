import type { ModelProvider } from '@konstruct/contracts';
import { foreignKeyProblem, hintOf, keyTextProblem } from './key-text';

describe('a pasted model key [LLM-03]', () => {
  it.each([
    ['sk-proj-abc def', /space/],
    ['sk-proj-abc\u00a0def', /space/],
    ['sk-proj-abc\nsk-proj-def', /line break/],
    ['"sk-proj-abc"', /quotes/],
    ['“sk-proj-abc”', /quotes/],
    ["sk-proj-abc'", /quotes/],
    ['x'.repeat(10_240), /10240 characters/],
    ['sk-прoj-abcdef', /no key has/],
    ['sk-proj-\u200babc', /no key has/],
    ['short', /too short/],
    ['', /empty/],
  ])('%j is refused with words that help', (key, words) => {
    expect(keyTextProblem(key, 'openai')).toMatch(words);
  });

  it('is fine as providers make them, and may be missing for a server of its own', () => {
    expect(keyTextProblem('sk-proj-Ab_c-1234567890', 'openai')).toBeNull();
    expect(keyTextProblem('', 'openai_compatible')).toBeNull();
    expect(keyTextProblem('short', 'openai_compatible')).toBeNull();
    expect(keyTextProblem('e'.repeat(4_096), 'openai_compatible')).toBeNull();
    expect(keyTextProblem('e'.repeat(4_097), 'openai_compatible')).toMatch(/longer than 4096/);
    expect(keyTextProblem('e'.repeat(513), 'mistral')).toMatch(/longer than 512/);
  });

  it.each<[string, ModelProvider, RegExp | null]>([
    ['sk-ant-api03-x', 'openai', /looks like a key of Anthropic, not of OpenAI; choose Anthropic/],
    ['sk-proj-x', 'anthropic', /of OpenAI, not of Anthropic/],
    ['AIzaSyA', 'mistral', /of Google/],
    ['sk-proj-x', 'google', /of OpenAI/],
    ['xoxb-1', 'openai', /of Slack, not of OpenAI$/],
    ['sk_live_1', 'openai', /of Stripe/],
    ['sk-proj-x', 'openai', null],
    ['sk-ant-x', 'anthropic', null],
    ['AIzaSyA', 'google', null],
    ['abcdef123456', 'mistral', null],
    ['sk-ant-x', 'openai_compatible', null],
  ])('%s for %s', (key, provider, words) => {
    const problem = foreignKeyProblem(key, provider);
    if (words === null) expect(problem).toBeNull();
    else expect(problem).toMatch(words);
  });

  it('is shown by its last four characters, and not at all when it is short', () => {
    expect(hintOf('sk-proj-1234567890abcd')).toBe('abcd');
    expect(hintOf('tiny-key')).toBe('');
  });
});
