import { budgetView } from '../../testing/wire-samples';
import { belowAnswerInWords, belowSpentInWords, dayInWords, outlookInWords, resetsIn } from './budget-words';

describe('a budget in words', () => {
  it.each([
    ['2026-11-01', 'the 1st'],
    ['2026-11-02', 'the 2nd'],
    ['2026-11-11', 'the 11th'],
    ['2026-11-23', 'the 23rd'],
    ['2026-12-31', 'the 31st'],
  ])('names %s %s', (date, words) => {
    expect(dayInWords(date)).toBe(words);
  });

  it('says when it starts anew', () => {
    expect([resetsIn(10), resetsIn(1), resetsIn(0)]).toEqual(['Resets in 10 days', 'Resets in 1 day', 'Resets today']);
  });

  it.each([
    ['a date when it runs out', { reaches_limit_on: '2026-11-23' }, 'Reaches its limit on the 23rd at this pace'],
    ['an end within it', {}, 'About $33.00 by the end of the month, within its limit'],
    ['a limit that is reached', { status: 'exceeded' }, 'Its limit is reached'],
    ['by how much it is passed', { status: 'exceeded', over_limit_usd: 0.0004 }, 'Above its limit by $0.0004'],
    [
      'that the next answer has no room',
      { status: 'exceeded', refused_usd: 0.03, current_usd: 0.02 },
      'No room for the next answer, which may cost up to $0.03',
    ],
    ['that nothing is spent', { current_usd: 0 }, 'Nothing is spent yet this month'],
    ['nothing without a limit', { limit_usd: null, status: 'none' }, ''],
  ] as const)('says %s', (_, changes, words) => {
    expect(outlookInWords(budgetView({ ...changes }), 'symbol')).toBe(words);
  });

  it('warns of a limit without room for one answer', () => {
    expect(belowAnswerInWords(0.01, 0.03, 'symbol')).toContain('may cost $0.03 or more');
    expect([null, 0, 0.03, 5].map((limit) => belowAnswerInWords(limit, 0.03, 'symbol'))).toEqual(['', '', '', '']);
  });

  it('warns of a limit below what is spent, overtime included', () => {
    const budget = budgetView({ current_usd: 23.42, overtime_usd: 0 });
    expect(belowSpentInWords(20, budget, 'symbol')).toContain('$23.42 is spent already');
    expect(belowSpentInWords(20, { ...budget, overtime_usd: 20 }, 'symbol')).toBe('');
    expect([belowSpentInWords(null, budget, 'symbol'), belowSpentInWords(24, budget, 'symbol')]).toEqual(['', '']);
  });
});
