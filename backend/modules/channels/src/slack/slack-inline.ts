import type { InlineDialect } from '../formatting/markdown-inline';

const LINKABLE = /^(?:https?:\/\/|mailto:|tel:)/i;

/** Slack's three control characters, so that no text can become a mention, a channel ping or a link by itself. */
export function escapeMrkdwn(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function writeLink(label: string, address: string): string {
  const words = escapeMrkdwn(label.replaceAll(/\*\*|__|`/g, '').trim()).replaceAll('|', '¦');
  // Slack only links addresses that it can open; anything else is shown, so that nothing is lost or disguised.
  if (!LINKABLE.test(address)) return words === '' ? escapeMrkdwn(address) : `${words} (${escapeMrkdwn(address)})`;
  // A label that looks like an address could claim another one than the link has.
  if (/^(?:https?:|www\.)/i.test(words)) return `<${escapeAddress(address)}>`;
  return words === '' ? `<${escapeAddress(address)}>` : `<${escapeAddress(address)}|${words}>`;
}

function escapeAddress(address: string): string {
  return escapeMrkdwn(address).replaceAll('|', '%7C');
}

/** Slack's way of writing what stands in a line. See https://docs.slack.dev/messaging/formatting-message-text */
export const SLACK_INLINE: InlineDialect = {
  escape: escapeMrkdwn,
  literal: escapeMrkdwn,
  link: writeLink,
  autolink: (address) => `<${escapeAddress(address)}>`,
};
