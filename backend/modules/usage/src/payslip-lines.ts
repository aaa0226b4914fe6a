import type { CsvCell } from './csv';
import type { PayslipView } from './payslip.dto';

/** A line of a payslip: what, how much of it, and what it cost. */
export interface PayslipLine {
  readonly section: 'Seat' | 'Model' | 'Channel' | 'Correction' | 'Total';
  readonly label: string;
  readonly quantity: number | null;
  readonly unit: string;
  readonly usd: number | null;
  /** Whether it adds to the total, or only explains a line that does. */
  readonly isSummand: boolean;
}

const KIND_WORDS = {
  input: 'tokens read',
  cache_read: 'tokens read from a cache',
  cache_write_5m: 'tokens written to a cache (minutes)',
  cache_write_1h: 'tokens written to a cache (an hour)',
  input_audio: 'tokens of sound heard',
  output: 'tokens written',
  reasoning: 'tokens of thinking',
  output_audio: 'tokens of sound spoken',
} as const;

/** The lines of a payslip, as they stand in its file and on paper. */
export function payslipLines(slip: PayslipView): PayslipLine[] {
  const seat = `Seat, ${slip.seat_days} of ${slip.days_in_month} days`;
  return [
    { section: 'Seat', label: seat, quantity: slip.seat_days, unit: 'days', usd: slip.seat_usd, isSummand: true },
    ...slip.models.flatMap(modelLines),
    ...slip.channel_fees.map(({ channel_kind, category, fees, unpriced_fees, cost_usd }) => ({
      section: 'Channel' as const,
      label: `${channel_kind}: ${category}${unpriced_fees > 0 ? `, ${unpriced_fees} unpriced` : ''}`,
      quantity: fees,
      unit: 'fees',
      usd: cost_usd,
      isSummand: true,
    })),
    ...slip.corrections.map((correction) => ({
      section: 'Correction' as const,
      label: `${correction.provider}/${correction.model}: ${correction.previous_usd === null ? 'price arrived' : 'price changed'} (included above)`,
      quantity: correction.calls,
      unit: 'calls',
      usd: correction.corrected_usd - (correction.previous_usd ?? 0),
      isSummand: false,
    })),
    { section: 'Total', label: 'Total', quantity: null, unit: '', usd: slip.total_usd, isSummand: false },
  ];
}

function modelLines(model: PayslipView['models'][number]): PayslipLine[] {
  const name = `${model.provider}/${model.model}`;
  const unpriced = model.unpriced_calls > 0 ? `, ${model.unpriced_calls} calls unpriced` : '';
  return [
    {
      section: 'Model',
      label: `${name}${unpriced}`,
      quantity: model.model_calls,
      unit: 'calls',
      usd: model.cost_usd,
      isSummand: true,
    },
    ...model.tokens.map(({ kind, tokens, cost_usd }) => ({
      section: 'Model' as const,
      label: `${name}: ${KIND_WORDS[kind]}`,
      quantity: tokens,
      unit: 'tokens',
      usd: cost_usd,
      isSummand: false,
    })),
  ];
}

/** A payslip as a table. */
export function payslipTable(slip: PayslipView): CsvCell[][] {
  return [
    ['business', 'employee', 'month', 'section', 'line', 'quantity', 'unit', 'usd', 'adds_to_total'],
    ...payslipLines(slip).map((line) => [
      slip.business_name,
      slip.name,
      slip.month,
      line.section,
      line.label,
      line.quantity,
      line.unit,
      line.usd,
      line.isSummand,
    ]),
  ];
}
