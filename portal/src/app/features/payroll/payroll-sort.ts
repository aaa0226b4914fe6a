import type { PayrollRowView } from '@konstruct/api-client';

export type PayrollColumn =
  | 'name'
  | 'status'
  | 'seat_usd'
  | 'model_usd'
  | 'total_usd'
  | 'forecast_usd'
  | 'messages_handled'
  | 'conversations'
  | 'cost_per_conversation_usd'
  | 'budget_percent';

export interface PayrollSort {
  readonly column: PayrollColumn;
  readonly direction: 'asc' | 'desc';
}

/** Rows in the order asked for. Rows without a value stand last in either direction; equal ones go by name. */
export function sortRows(rows: readonly PayrollRowView[], sort: PayrollSort): PayrollRowView[] {
  const sign = sort.direction === 'asc' ? 1 : -1;
  return [...rows].sort((left, right) => {
    const [a, b] = [left[sort.column], right[sort.column]];
    if (a === null || b === null) {
      return a === b ? byName(left, right) : a === null ? 1 : -1;
    }
    return sign * compare(a, b) || byName(left, right);
  });
}

function compare(a: string | number, b: string | number): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'en');
}

function byName(left: PayrollRowView, right: PayrollRowView): number {
  return left.name.localeCompare(right.name, 'en');
}
