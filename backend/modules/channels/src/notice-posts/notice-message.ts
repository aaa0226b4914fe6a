import { cutText } from '@konstruct/contracts';
import type { Notice, NoticeSeverity } from '@konstruct/notices';
import { escapeMrkdwn } from '../slack/slack-inline';

const SIGNS: Readonly<Record<NoticeSeverity, string>> = {
  critical: ':red_circle:',
  warning: ':large_orange_circle:',
  info: ':information_source:',
};
const MAXIMUM_BODY_LENGTH = 3_000;

/** Where the portal is, and whose. */
export interface PortalPlace {
  readonly publicUrl: string;
  readonly tenantId: string;
}

/** A notice as a Slack message. Names that people chose are in it, so nothing of it can ping anybody. */
export function noticeMessage({ severity, title, body, link }: NoticeWords, place: PortalPlace): string {
  const address = portalAddress(place, link ?? '');
  const words = escapeMrkdwn(cutText(body, MAXIMUM_BODY_LENGTH));
  return `${SIGNS[severity]} *${escapeMrkdwn(title)}*\n${words}\n<${address}|Open in Konstruct>`;
}

/** Said under the notice's own message. */
export function resolutionMessage({ title }: Pick<Notice, 'title'>): string {
  return `:white_check_mark: Resolved: ${escapeMrkdwn(title)}`;
}

/** The first message in a channel, which proves that the others will arrive. */
export function greeting(place: PortalPlace): string {
  return `:bell: Notices of your business are posted here from now on. <${portalAddress(place, 'settings/notices')}|Choose which>`;
}

type NoticeWords = Pick<Notice, 'severity' | 'title' | 'body' | 'link'>;

function portalAddress({ publicUrl, tenantId }: PortalPlace, path: string): string {
  return new URL(`/t/${tenantId}/${path}`, publicUrl).toString().replaceAll('|', '%7C').replaceAll('>', '%3E');
}
