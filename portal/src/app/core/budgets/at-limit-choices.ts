import type { AtLimit } from '@konstruct/api-client';

/** What can happen when a budget is used up, in words. */
export interface AtLimitChoice {
  readonly value: AtLimit;
  readonly label: string;
  readonly meaning: string;
}

/** For the budget of one employee. */
export const EMPLOYEE_CHOICES: readonly AtLimitChoice[] = [
  {
    value: 'alert_only',
    label: 'Keep answering and tell me',
    meaning: 'Costs go on beyond the budget; you get one notice.',
  },
  {
    value: 'cheaper_model',
    label: 'Go on with a cheaper model',
    meaning: 'Answers get simpler, and much cheaper, until the month ends.',
  },
  { value: 'stop', label: 'Stop until next month', meaning: 'People get the out-of-office text instead of silence.' },
];

/** For the budget of the whole business; the stricter of the two counts. */
export const BUSINESS_CHOICES: readonly AtLimitChoice[] = [
  {
    value: 'alert_only',
    label: 'Keep answering and tell us',
    meaning: 'Costs go on beyond the budget, as far as each employee’s own budget lets them.',
  },
  {
    value: 'cheaper_model',
    label: 'Go on with cheaper models',
    meaning: 'Everybody who has a cheaper model uses it until the month ends.',
  },
  {
    value: 'stop',
    label: 'Stop everybody until next month',
    meaning: 'People get each employee’s out-of-office text instead of silence.',
  },
];
