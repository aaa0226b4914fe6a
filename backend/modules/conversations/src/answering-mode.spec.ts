import { answeringMode } from './answering-mode';

describe('AGNT-07 how an employee answers in view of its budget', () => {
  it('is with its chosen model while there is room', () => {
    expect(answeringMode({ fallbackModel: 'gpt-4o-mini' }, null)).toBe('chosen_model');
  });

  it.each([
    ['alert_only', null, 'chosen_model'],
    ['cheaper_model', 'gpt-4o-mini', 'cheaper_model'],
    ['cheaper_model', null, 'chosen_model'],
    ['stop', 'gpt-4o-mini', 'out_of_office'],
  ] as const)('follows "%s" (fallback %s) once there is none', (atLimit, fallbackModel, mode) => {
    expect(answeringMode({ fallbackModel }, atLimit)).toBe(mode);
  });
});
