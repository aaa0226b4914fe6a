import { rewriteMarkdown } from '../formatting/markdown-blocks';
import { splitText } from '../formatting/split-text';
import { SLACK_INLINE } from './slack-inline';

/** Slack shows messages up to 4,000 characters whole; below that there is room to close a code block. */
const PART_RULES = { maximumLength: 3_900, hasTokens: true };

/**
 * An answer of the model as Slack messages: Markdown rewritten as mrkdwn, split below the length that Slack shows whole.
 * Model output is escaped, so that it can neither ping a channel nor hide a link's target.
 */
export function splitForSlack(markdown: string): string[] {
  return splitText(toMrkdwn(markdown), PART_RULES);
}

/** Rewrites Markdown as Slack's mrkdwn. See https://docs.slack.dev/messaging/formatting-message-text */
export function toMrkdwn(markdown: string): string {
  return rewriteMarkdown(markdown, SLACK_INLINE);
}
