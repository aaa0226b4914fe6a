import type { JobRequest } from '@konstruct/platform';

/** The job that looks whether one connection works. */
export const CHECK_CONNECTION_JOB = 'channels.check_connection';

/** Looks after a connection soon; several wishes at once are one. */
export function checkJob(tenantId: string, connectionId: string, delayMs = 0): JobRequest {
  return {
    name: CHECK_CONNECTION_JOB,
    payload: { tenant_id: tenantId, connection_id: connectionId },
    key: `${CHECK_CONNECTION_JOB}:${connectionId}`,
    maxAttempts: 3,
    delayMs,
  };
}
