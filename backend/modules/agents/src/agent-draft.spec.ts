import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { sampleDraft } from '../testing/sample-draft';
import { changesBetween } from './agent-changes';
import { checkAgentDraft } from './agent-draft-rules';
import { toAgentDraft, toAgentSettings } from './agent-view';
import { AgentDraft, UpdateAgentRequest } from './agents.dto';

function pointers(body: object, type: new () => object = AgentDraft): string[] {
  const errors = validateSync(plainToInstance(type, body), { whitelist: true, forbidNonWhitelisted: true });
  return errors.map(({ property }) => `/${property}`);
}

describe('agent draft', () => {
  it('is accepted when complete, also with everything optional left out', () => {
    expect(pointers(sampleDraft())).toEqual([]);
    const { template_id: _, budget_limit_usd: __, fallback_model: ___, ...required } = sampleDraft();
    expect(pointers(required)).toEqual([]);
  });

  it.each([
    ['name', '   '],
    ['name', 'x'.repeat(81)],
    ['name', 'a\u0000b'],
    ['name', 7],
    ['role_title', ''],
    ['avatar_color', 'red'],
    ['avatar_color', '#fff'],
    ['avatar_emoji', ''],
    ['persona', 'x'.repeat(4_001)],
    ['instructions', 'x'.repeat(50_001)],
    ['instructions', null],
    ['language', 'English please'],
    ['provider', 'acme'],
    ['model', 'two words'],
    ['model', ''],
    ['temperature', 1.1],
    ['temperature', -0.1],
    ['temperature', '0.5'],
    ['max_reply_tokens', 15],
    ['max_reply_tokens', 8_193],
    ['max_reply_tokens', 100.5],
    ['budget_limit_usd', 0],
    ['budget_limit_usd', -5],
    ['budget_limit_usd', 0.000_000_1],
    ['budget_limit_usd', 1_000_001],
    ['at_limit', 'explode'],
    ['fallback_model', ''],
    ['salary', 1],
  ])('refuses %s %j and names the field', (field, value) => {
    expect(pointers({ ...sampleDraft(), [field]: value })).toEqual([`/${field}`]);
  });

  it('takes instructions of 50,000 characters', () => {
    expect(pointers(sampleDraft({ instructions: 'ü'.repeat(50_000) }))).toEqual([]);
  });

  it('may be changed in part, where null only empties what may be empty', () => {
    expect(pointers({ name: 'Nora' }, UpdateAgentRequest)).toEqual([]);
    expect(pointers({ budget_limit_usd: null, fallback_model: null, template_id: null }, UpdateAgentRequest)).toEqual(
      [],
    );
    expect(pointers({ name: null }, UpdateAgentRequest)).toEqual(['/name']);
    expect(pointers({ temperature: 2 }, UpdateAgentRequest)).toEqual(['/temperature']);
  });

  it.each([
    [{ at_limit: 'cheaper_model', fallback_model: null }, ['/fallback_model']],
    [{ at_limit: 'cheaper_model', fallback_model: 'gpt-4o-mini' }, []],
    [{ fallback_model: 'gpt-5.4-mini' }, ['/fallback_model']],
    [{ at_limit: 'stop', fallback_model: null }, []],
  ] as const)('as a whole: %j', (changes, expected) => {
    expect(checkAgentDraft(sampleDraft(changes)).map(({ pointer }) => pointer)).toEqual(expected);
  });

  it('survives the way into settings and back', () => {
    expect(toAgentDraft(toAgentSettings(sampleDraft({ budget_limit_usd: 19.99 })))).toEqual(
      sampleDraft({ budget_limit_usd: 19.99 }),
    );
    expect(toAgentSettings(sampleDraft({ budget_limit_usd: undefined })).budgetLimitNanoUsd).toBeNull();
  });

  it('tells what changed, without long texts', () => {
    const before = toAgentDraft(toAgentSettings(sampleDraft()));
    const after = { ...before, temperature: 0.5, instructions: 'x'.repeat(5_000) };
    const changes = changesBetween(before, after);
    expect(Object.keys(changes)).toEqual(['instructions', 'temperature']);
    expect(changes['temperature']).toEqual({ before: 0.3, after: 0.5 });
    expect(JSON.stringify(changes).length).toBeLessThan(600);
  });
});
