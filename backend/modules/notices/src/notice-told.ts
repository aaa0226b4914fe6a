import type { JobRequest } from '@konstruct/platform';
import type { NoticeSeverity } from './notice.entity';

/** The job that follows each news of a notice, so that whoever carries it on does so once the cause is committed. */
export const NOTICE_TOLD_JOB = 'notices.told';

/** Which notice was raised, got worse or was resolved. */
export interface NoticeTold {
  readonly tenant_id: string;
  readonly notice_id: string;
  /** Of this news alone: whatever is done for it once bears this id. */
  readonly news_id: string;
  readonly is_resolution: boolean;
  /** As it was told: meanwhile it may have got worse, which is news of its own. */
  readonly severity: NoticeSeverity;
}

/** Carries news on, now or later. */
export function noticeToldJob(told: NoticeTold, delayMs = 0): JobRequest {
  const job = { name: NOTICE_TOLD_JOB, payload: { ...told }, key: `${NOTICE_TOLD_JOB}:${told.news_id}` };
  return delayMs > 0 ? { ...job, delayMs } : job;
}
