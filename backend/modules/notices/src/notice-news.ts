import { NOTICE_SEVERITIES, type NoticeSeverity } from './notice.entity';

/** The words and weight of a notice. */
export interface NoticeContent {
  /** `subject.what`, such as `channel.broken`; for programs. */
  readonly kind: string;
  readonly severity: NoticeSeverity;
  readonly title: string;
  readonly body: string;
  readonly link: string | null;
}

/** What raising makes of an open notice: nothing, other words, or news to those who had read it. */
export type NoticeNews = 'unchanged' | 'reworded' | 'worse';

/** An alert that says the same again must not ring again; one that got worse, or took its next step, must. */
export function newsOf(open: NoticeContent, raised: NoticeContent): NoticeNews {
  const increase = NOTICE_SEVERITIES.indexOf(raised.severity) - NOTICE_SEVERITIES.indexOf(open.severity);
  if (increase > 0 || (increase === 0 && open.kind !== raised.kind)) return 'worse';
  const isSame =
    open.kind === raised.kind &&
    open.severity === raised.severity &&
    open.title === raised.title &&
    open.body === raised.body &&
    open.link === raised.link;
  return isSame ? 'unchanged' : 'reworded';
}
