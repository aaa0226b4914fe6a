import { changeLines } from './change-words';

describe('changeLines', () => {
  it('puts fields and values into words', () => {
    const lines = changeLines({
      budget_limit_usd: { before: null, after: 40 },
      is_active: { before: false, after: true },
    });
    expect(lines).toEqual([
      { field: 'Budget limit usd', before: 'nothing', after: '40' },
      { field: 'Is active', before: 'no', after: 'yes' },
    ]);
  });

  it('has none for an event that changed nothing', () => {
    expect(changeLines(null)).toEqual([]);
  });
});
