import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { form } from '@angular/forms/signals';
import { agentView } from '../../testing/wire-samples';
import { DesignerDraft, draftOf } from './agent-draft';
import { agentDraftRules } from './agent-draft-rules';

describe('agentDraftRules', () => {
  function problems(changes: Partial<DesignerDraft>): string[] {
    const model = signal<DesignerDraft>({ ...draftOf(agentView()), ...changes });
    const tree = TestBed.runInInjectionContext(() => form(model, agentDraftRules));
    return tree()
      .errorSummary()
      .map((error) => error.message ?? '');
  }

  it('accepts a complete draft', () => {
    expect(problems({})).toEqual([]);
  });

  it.each([
    [{ name: '' }, 'Give the employee a name'],
    [{ instructions: '' }, 'Tell the employee what to do; without instructions it only guesses'],
    [{ max_reply_tokens: 8 }, 'At least 16 tokens, or replies break off'],
    [{ budget_limit_usd: 0 }, 'Enter $0.01 to $1,000,000, or leave it empty for no limit'],
    [{ at_limit: 'cheaper_model' as const, fallback_model: null }, 'Choose the model to continue with'],
  ])('refuses %j in words', (changes, message) => {
    expect(problems(changes)).toEqual([message]);
  });

  it('needs no budget', () => {
    expect(problems({ budget_limit_usd: null })).toEqual([]);
  });
});
