import type { AgentStatus, PayrollRowView } from '@konstruct/api-client';

/** Which rows are shown; empty means all. */
export interface PayrollFilter {
  readonly search: string;
  readonly status: AgentStatus | '';
}

/** Rows whose name or job holds the words, in any case, and whose status is the chosen one. */
export function filterRows(rows: readonly PayrollRowView[], { search, status }: PayrollFilter): PayrollRowView[] {
  const wanted = search.trim().toLocaleLowerCase('en');
  return rows.filter(
    (row) =>
      (status === '' || row.status === status) &&
      `${row.name} ${row.role_title}`.toLocaleLowerCase('en').includes(wanted),
  );
}
