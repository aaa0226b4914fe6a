import type { AgentStatus } from '@konstruct/api-client';
import { StatusTone } from '@konstruct/ui';

/** How each state of an employee is shown and explained. */
export const AGENT_STATUS: Record<
  AgentStatus,
  { readonly label: string; readonly tone: StatusTone; readonly meaning: string }
> = {
  draft: { label: 'Draft', tone: 'muted', meaning: 'Goes live when a test message arrives.' },
  live: { label: 'Live', tone: 'success', meaning: 'Answers people in its channels.' },
  paused: { label: 'Paused', tone: 'warning', meaning: 'Does not answer until someone resumes it.' },
  suspended: { label: 'Suspended', tone: 'danger', meaning: 'Stopped by billing or by its budget.' },
  archived: { label: 'Archived', tone: 'muted', meaning: 'Has left; its history stays on payroll.' },
};
