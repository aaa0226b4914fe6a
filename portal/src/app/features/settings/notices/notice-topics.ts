import type { NoticeSeverity, NoticeTopic } from '@konstruct/api-client';

/** What a person can choose to hear of. */
export interface TopicChoice {
  readonly topic: NoticeTopic;
  readonly label: string;
  readonly meaning: string;
}

/** In the order in which a business feels them. */
export const TOPIC_CHOICES: readonly TopicChoice[] = [
  { topic: 'channel', label: 'Connections', meaning: 'A channel is broken, or does not work as it should' },
  { topic: 'message', label: 'Deliveries', meaning: 'Answers that could not be delivered' },
  { topic: 'conversation', label: 'Conversations', meaning: 'A conversation needs a person' },
  { topic: 'model_key', label: 'Model keys', meaning: 'A provider refuses a key of yours' },
  { topic: 'budget', label: 'Budgets', meaning: '80% and 100% of a budget are spent' },
  { topic: 'billing', label: 'Billing', meaning: 'Failed payments, the end of a trial or of the plan' },
];

/** From how much on it is posted. */
export const SEVERITY_CHOICES: readonly { readonly severity: NoticeSeverity; readonly label: string }[] = [
  { severity: 'critical', label: 'Only what needs somebody now' },
  { severity: 'warning', label: 'What needs somebody now or soon' },
  { severity: 'info', label: 'Everything' },
];
