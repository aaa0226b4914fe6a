import type { JobRequest } from '@konstruct/platform';

/** The job that follows when an employee comes back to work, for whoever has kept something for it meanwhile. */
export const BACK_AT_WORK_JOB = 'agents.back_at_work';

export function backAtWorkJob(tenantId: string, agentId: string): JobRequest {
  return { name: BACK_AT_WORK_JOB, payload: { tenant_id: tenantId, agent_id: agentId } };
}
