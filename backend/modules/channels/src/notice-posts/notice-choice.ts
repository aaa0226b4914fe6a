import type { NoticeTopic } from '@konstruct/contracts';
import { NOTICE_SEVERITIES, type Notice, type NoticeSeverity } from '@konstruct/notices';
import type { NoticeOutlet } from './notice-outlet.entity';

/** Whether a business wants a notice in its channel. */
export function isWanted(
  { topics, leastSeverity }: Pick<NoticeOutlet, 'topics' | 'leastSeverity'>,
  { kind, severity }: Pick<Notice, 'kind' | 'severity'>,
): boolean {
  const topic = kind.split('.', 1)[0] as NoticeTopic;
  return topics.includes(topic) && !isWorse(leastSeverity, severity);
}

/** What has been resolved, or got worse, which is news of its own, before anybody could read it, need not be told any more. */
export function isOutdated(
  { isResolution, severity }: { readonly isResolution: boolean; readonly severity: NoticeSeverity },
  notice: Pick<Notice, 'resolvedAt' | 'severity'>,
): boolean {
  return !isResolution && (notice.resolvedAt !== null || isWorse(notice.severity, severity));
}

function isWorse(one: NoticeSeverity, other: NoticeSeverity): boolean {
  return NOTICE_SEVERITIES.indexOf(one) > NOTICE_SEVERITIES.indexOf(other);
}
