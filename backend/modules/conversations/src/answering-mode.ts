import type { AtLimitAction } from '@konstruct/contracts';

/** How an employee may answer at the moment, in view of its budget. */
export type AnsweringMode = 'chosen_model' | 'cheaper_model' | 'out_of_office';

/** What the operator chose for a budget without room; a cheaper model that nobody named cannot stand in, and the chosen one goes on. */
export function answeringMode(
  { fallbackModel }: { readonly fallbackModel: string | null },
  atLimit: AtLimitAction | null,
): AnsweringMode {
  if (atLimit === null || atLimit === 'alert_only') return 'chosen_model';
  if (atLimit === 'stop') return 'out_of_office';
  return fallbackModel === null ? 'chosen_model' : 'cheaper_model';
}
