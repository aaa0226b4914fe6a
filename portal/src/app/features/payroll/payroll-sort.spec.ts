import { payrollRow } from '../../testing/wire-samples';
import { sortRows } from './payroll-sort';

describe('sortRows', () => {
  const rows = [
    payrollRow({ name: 'Otto', total_usd: 70, budget_percent: null }),
    payrollRow({ name: 'Ada', total_usd: 49, budget_percent: 20 }),
    payrollRow({ name: 'Nora', total_usd: 70, budget_percent: 90 }),
  ];
  const names = (sorted: typeof rows) => sorted.map(({ name }) => name);

  it('orders by name, and equal amounts by name', () => {
    expect(names(sortRows(rows, { column: 'name', direction: 'asc' }))).toEqual(['Ada', 'Nora', 'Otto']);
    expect(names(sortRows(rows, { column: 'total_usd', direction: 'desc' }))).toEqual(['Nora', 'Otto', 'Ada']);
  });

  it('puts rows without a value last in either direction', () => {
    expect(names(sortRows(rows, { column: 'budget_percent', direction: 'asc' }))).toEqual(['Ada', 'Nora', 'Otto']);
    expect(names(sortRows(rows, { column: 'budget_percent', direction: 'desc' }))).toEqual(['Nora', 'Ada', 'Otto']);
  });
});
