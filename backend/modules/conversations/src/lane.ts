import type { JobRequest } from '@konstruct/platform';

/** The job that does whatever there is to do in a lane: take in, answer, send. */
export const LANE_JOB = 'lane.work';

/** What of a message says in which lane it travels. */
export interface LanePlace {
  readonly connectionId: string;
  readonly externalChannelId: string;
  readonly isDirect: boolean;
  /** The root of the thread it stands in, or null. */
  readonly threadRoot: string | null;
  readonly externalId: string;
}

/**
 * Everything of one lane happens one after the other, in one process at a time: a direct channel is a lane, and so is each
 * thread of another channel. It is known from a message alone, before anybody has looked whose conversation that is.
 * `conversations.lane` is the same, written by Postgres.
 */
export function laneOf({ connectionId, externalChannelId, isDirect, threadRoot, externalId }: LanePlace): string {
  const channel = `${connectionId}:${externalChannelId}`;
  return isDirect ? channel : `${channel}:${threadRoot ?? externalId}`;
}

/**
 * Works on a lane. Jobs for now have no key: each cause has its own, and whoever comes second finds nothing to do. Those for
 * later are one for each lane, at the time that was named last.
 */
export function laneJob(tenantId: string, lane: string, delayMs = 0): JobRequest {
  const job = { name: LANE_JOB, payload: { tenant_id: tenantId, lane } };
  return delayMs > 0 ? { ...job, key: `${LANE_JOB}:${lane}`, delayMs } : job;
}
