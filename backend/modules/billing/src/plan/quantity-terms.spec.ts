import type { InvoicePreview, PreviewLine } from '../stripe/invoice-preview';
import { daysOf } from '../timeline/money-words';
import { changeWords, nextInvoice } from './quantity-terms';

const line = (
  description: string,
  amountCents: number,
  isProration = false,
  totalCents = amountCents,
): PreviewLine => ({
  ...{ description, amountCents, totalCents, isProration },
});

function invoice(lines: PreviewLine[], changes: Partial<InvoicePreview> = {}): InvoicePreview {
  const totalCents = lines.reduce((sum, each) => sum + each.totalCents, 0);
  const base = { balanceCents: 0, prorationSeconds: null, createdAt: new Date('2026-11-21T09:30:00Z') };
  return { ...base, lines, totalCents, amountDueCents: Math.max(0, totalCents), ...changes };
}

describe('the invoice after a change (PRTA-05)', () => {
  const month = line('2 × AI Employee Plan', 9_800);
  const more = [line('Unused time on 1', -817, true), line('Remaining time on 2', 1_633, true)];
  const credit = [line('Unused time on 4', -6_533, true), line('Remaining time on 1', 1_633, true)];

  it('is the next month alone, where the change is paid at once', () => {
    expect(nextInvoice('always_invoice', invoice(more), invoice([month]))).toEqual({ dueCents: 9_800, lines: [month] });
  });

  it('has what is left of an earlier credit taken off, which the change used up in part', () => {
    const { dueCents, lines } = nextInvoice(
      'always_invoice',
      invoice([...credit, ...more]),
      invoice([...credit, month]),
    );
    expect(dueCents).toBe(5_716);
    expect(lines).toEqual([month, expect.objectContaining({ description: 'Credit from before', amountCents: -4_084 })]);
  });

  it('is never below zero: what is left over stays for the one after it', () => {
    const now = invoice([line('Unused time on 9', -20_000, true)]);
    expect(nextInvoice('always_invoice', now, invoice([month])).dueCents).toBe(0);
  });

  it('counts discounts and taxes of what is settled', () => {
    const taxed = [line('Unused time on 4', -6_533, true, -7_774)];
    expect(nextInvoice('always_invoice', invoice(more), invoice([...taxed, month])).dueCents).toBe(9_800);
  });

  it('carries the credit of fewer employees in lines that add up', () => {
    const next = invoice([...credit, month], { balanceCents: -1_000, amountDueCents: 3_900 });
    const { dueCents, lines } = nextInvoice('create_prorations', next, next);
    expect(lines.reduce((sum, { amountCents }) => sum + amountCents, 0)).toBe(dueCents);
  });

  it('is named with the business’s own day', () => {
    const terms = {
      before: 2,
      after: 3,
      settlement: 'none',
      dueTodayCents: 0,
      creditCents: 0,
      nextCents: 14_700,
    } as const;
    const nextAt = new Date('2026-12-04T12:30:00Z');
    const words = (zone: string): string => changeWords({ ...terms, nextAt, day: daysOf(zone) });
    expect(words('UTC')).toContain('on 4 December 2026, is $147.00');
    expect(words('Pacific/Auckland')).toContain('on 5 December 2026, is $147.00');
  });
});
