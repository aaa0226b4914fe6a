import { answeringMode } from './answering-mode';

describe('AGNT-07 how an employee answers in view of its budget', () => {
  it.each(['none', 'ok', 'warning'] as const)('is with its chosen model while the budget is %s', (budget) => {
    expect(answeringMode({ atLimit: 'stop', fallbackModel: null }, budget)).toBe('chosen_model');
  });

  it.each([
    ['alert_only', null, 'chosen_model'],
    ['cheaper_model', 'gpt-4o-mini', 'cheaper_model'],
    ['cheaper_model', null, 'chosen_model'],
    ['stop', 'gpt-4o-mini', 'out_of_office'],
  ] as const)('follows "%s" (fallback %s) once it is spent', (atLimit, fallbackModel, mode) => {
    expect(answeringMode({ atLimit, fallbackModel }, 'exceeded')).toBe(mode);
  });
});
