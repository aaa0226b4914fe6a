/** Where an AI employee stands between being drafted and leaving. */
export const AGENT_STATUSES = ['draft', 'live', 'paused', 'suspended', 'archived'] as const;
export type AgentStatus = (typeof AGENT_STATUSES)[number];

/** What an AI employee does once its monthly budget is spent. */
export const AT_LIMIT_ACTIONS = ['alert_only', 'cheaper_model', 'stop'] as const;
export type AtLimitAction = (typeof AT_LIMIT_ACTIONS)[number];
