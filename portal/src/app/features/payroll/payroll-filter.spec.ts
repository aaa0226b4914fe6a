import { payrollRow } from '../../testing/wire-samples';
import { filterRows } from './payroll-filter';

const rows = [
  payrollRow({ name: 'Nora', role_title: 'Customer support', status: 'live' }),
  payrollRow({ name: 'Ben', role_title: 'Sales', status: 'paused' }),
];
const namesOf = (search: string, status: '' | 'live' | 'paused' = ''): string[] =>
  filterRows(rows, { search, status }).map(({ name }) => name);

describe('the filter of the payroll', () => {
  it('shows everybody without one', () => {
    expect(namesOf('')).toEqual(['Nora', 'Ben']);
  });

  it('finds by name and by job, in any case', () => {
    expect([namesOf(' nora '), namesOf('SALES'), namesOf('nobody')]).toEqual([['Nora'], ['Ben'], []]);
  });

  it('finds by status as well', () => {
    expect([namesOf('', 'paused'), namesOf('nora', 'paused')]).toEqual([['Ben'], []]);
  });
});
