import type { KnownBlock } from '@slack/web-api';
import { cutText } from '@konstruct/contracts';
import type { Notice, NoticeSeverity } from '@konstruct/notices';
import { escapeMrkdwn } from '../slack/slack-inline';

const SIGNS: Readonly<Record<NoticeSeverity, string>> = {
  critical: ':red_circle:',
  warning: ':large_orange_circle:',
  info: ':information_source:',
};
const MAXIMUM_BODY_LENGTH = 3_000;
/** Slack's own limit of a section. */
const MAXIMUM_SECTION_LENGTH = 3_000;

/** Where the portal is, and whose. */
export interface PortalPlace {
  readonly publicUrl: string;
  readonly tenantId: string;
}

/** What can be done about a kind of notice in one click: the button leads to the notice's own link, where it is confirmed. */
const ACTIONS: Readonly<Record<string, string>> = {
  'budget.warning': 'Give overtime (+$20)',
  'budget.exceeded': 'Give overtime (+$20)',
};

/** A message, and the same with buttons where there is something to press. */
export interface NoticeMessage {
  readonly text: string;
  readonly blocks?: readonly KnownBlock[];
}

/** A notice as a Slack message. Names that people chose are in it, so nothing of it can ping anybody. */
export function noticeMessage(notice: NoticeWords, place: PortalPlace): NoticeMessage {
  const { link } = notice;
  const words = wordsOf(notice);
  const page = portalAddress(place, (link ?? '').split('?', 1)[0] ?? '');
  const action = ACTIONS[notice.kind];
  if (!action || link === null) return { text: `${words}\n<${portalAddress(place, link ?? '')}|Open in Konstruct>` };
  return {
    text: `${words}\n<${page}|Open in Konstruct>`,
    blocks: blocksOf(words, [
      { label: action, url: portalAddress(place, link), style: 'primary' },
      { label: 'Open in Konstruct', url: page },
    ]),
  };
}

/** The notice once it is over: without the buttons, which would lead to nothing. Null where it had none. */
export function settledMessage(notice: NoticeWords): NoticeMessage | null {
  if (!ACTIONS[notice.kind]) return null;
  return { text: `${wordsOf(notice)}\n:white_check_mark: Resolved`, blocks: [] };
}

function wordsOf({ severity, title, body }: NoticeWords): string {
  const words = escapeMrkdwn(cutText(body, MAXIMUM_BODY_LENGTH));
  return `${SIGNS[severity]} *${escapeMrkdwn(title)}*\n${words}`;
}

interface LinkButton {
  readonly label: string;
  readonly url: string;
  readonly style?: 'primary';
}

/** Links as buttons: Slack opens them in the browser, where the person is signed in; nothing is sent to us. See ADR 38. */
function blocksOf(words: string, buttons: readonly LinkButton[]): KnownBlock[] {
  return [
    { type: 'section', text: { type: 'mrkdwn', text: cutText(words, MAXIMUM_SECTION_LENGTH) } },
    {
      type: 'actions',
      elements: buttons.map(({ label, url, style }, index) => ({
        type: 'button',
        action_id: `open_${index}`,
        text: { type: 'plain_text', text: label },
        url,
        ...(style ? { style } : {}),
      })),
    },
  ];
}

/** Said under the notice's own message. */
export function resolutionMessage({ title }: Pick<Notice, 'title'>): string {
  return `:white_check_mark: Resolved: ${escapeMrkdwn(title)}`;
}

/** The first message in a channel, which proves that the others will arrive. */
export function greeting(place: PortalPlace): string {
  return `:bell: Notices of your business are posted here from now on. <${portalAddress(place, 'settings/notices')}|Choose which>`;
}

type NoticeWords = Pick<Notice, 'kind' | 'severity' | 'title' | 'body' | 'link'>;

function portalAddress({ publicUrl, tenantId }: PortalPlace, path: string): string {
  return new URL(`/t/${tenantId}/${path}`, publicUrl).toString().replaceAll('|', '%7C').replaceAll('>', '%3E');
}
