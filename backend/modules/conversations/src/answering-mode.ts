import type { AtLimitAction, BudgetStatus } from '@konstruct/contracts';

/** How an employee may answer at the moment, in view of its budget. */
export type AnsweringMode = 'chosen_model' | 'cheaper_model' | 'out_of_office';

/** What the operator chose for a spent budget; a cheaper model that nobody named cannot stand in, and the chosen one goes on. */
export function answeringMode(
  { atLimit, fallbackModel }: { readonly atLimit: AtLimitAction; readonly fallbackModel: string | null },
  budget: BudgetStatus,
): AnsweringMode {
  if (budget !== 'exceeded' || atLimit === 'alert_only') return 'chosen_model';
  if (atLimit === 'stop') return 'out_of_office';
  return fallbackModel === null ? 'chosen_model' : 'cheaper_model';
}
