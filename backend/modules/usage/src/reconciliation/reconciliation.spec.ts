import { reconcile, type BookedLine, type ReconciliationReason } from './reconciliation';
import type { StatementLine } from './statement';

const DOLLAR = 1_000_000_000n;

const said = (changes: Partial<StatementLine> = {}): StatementLine => ({
  day: '2026-10-01',
  model: 'gpt-5.4-mini',
  costNanoUsd: DOLLAR,
  tokens: null,
  calls: null,
  ...changes,
});
const booked = (changes: Partial<BookedLine> = {}): BookedLine => ({
  day: '2026-10-01',
  model: 'gpt-5.4-mini',
  costNanoUsd: DOLLAR,
  tokens: 1_000,
  calls: 10,
  unpricedCalls: 0,
  ...changes,
});

const nameOf = (model: string): string => model.replace(/-\d{4}-\d\d-\d\d$/, '');

function reasons(statement: StatementLine[], books: BookedLine[]): ReconciliationReason[][] {
  return reconcile(statement, books, nameOf).map((line) => [...line.reasons]);
}

describe('a statement beside the books', () => {
  it('agrees by model, whichever snapshot it names', () => {
    expect(reconcile([said({ model: 'gpt-5.4-mini-2026-03-17' })], [booked()], nameOf)).toEqual([
      expect.objectContaining({ model: 'gpt-5.4-mini', statementNanoUsd: DOLLAR, bookedNanoUsd: DOLLAR, reasons: [] }),
    ]);
  });

  it.each<[string, StatementLine[], BookedLine[], ReconciliationReason[][]]>([
    ['more than is booked', [said({ costNanoUsd: 2n * DOLLAR })], [booked()], [['other_traffic']]],
    ['a model that is not booked', [said({ model: 'o4-mini' })], [booked()], [['not_in_statement'], ['other_traffic']]],
    ['less than is booked', [said({ costNanoUsd: DOLLAR / 2n })], [booked()], [['other_key']]],
    ['a cent', [said({ costNanoUsd: DOLLAR + 9_000_000n })], [booked()], [['rounding']]],
    [
      'half a percent',
      [said({ costNanoUsd: 100n * DOLLAR })],
      [booked({ costNanoUsd: 100n * DOLLAR - DOLLAR / 3n })],
      [['rounding']],
    ],
    [
      'calls without a price',
      [said({ costNanoUsd: 2n * DOLLAR })],
      [booked({ unpricedCalls: 3 })],
      [['unpriced_calls', 'other_traffic']],
    ],
    [
      'the same tokens at another price',
      [said({ costNanoUsd: 2n * DOLLAR, tokens: 1_000 })],
      [booked()],
      [['other_price']],
    ],
    [
      'days that begin at other hours',
      [said({ costNanoUsd: 3n * DOLLAR }), said({ day: '2026-10-02', costNanoUsd: DOLLAR })],
      [booked({ costNanoUsd: 2n * DOLLAR }), booked({ day: '2026-10-02', costNanoUsd: 2n * DOLLAR })],
      [['time_zone'], ['time_zone']],
    ],
    [
      'an invoice',
      [said({ day: null, model: null, costNanoUsd: 3n * DOLLAR })],
      [booked(), booked({ model: 'o4-mini' })],
      [['other_traffic', 'taxes_or_fees']],
    ],
    ['only tokens, which agree', [said({ costNanoUsd: null, tokens: 1_000 })], [booked()], [[]]],
    [
      'only tokens, of which there are more',
      [said({ costNanoUsd: null, tokens: 2_000 })],
      [booked()],
      [['other_traffic']],
    ],
  ])('says why %s differs', (_, statement, books, expected) => {
    expect(reasons(statement, books)).toEqual(expected);
  });

  it('leaves nothing out: both sides sum to what they were', () => {
    const statement = [said(), said({ day: '2026-10-02', model: 'o4-mini', costNanoUsd: 5n })];
    const books = [booked(), booked({ day: '2026-10-03', costNanoUsd: 7n })];
    const lines = reconcile(statement, books, nameOf);
    expect(lines.reduce((sum, line) => sum + (line.statementNanoUsd ?? 0n), 0n)).toBe(DOLLAR + 5n);
    expect(lines.reduce((sum, line) => sum + line.bookedNanoUsd, 0n)).toBe(DOLLAR + 7n);
  });
});
