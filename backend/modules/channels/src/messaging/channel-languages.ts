import type { ChannelKind } from '../channel-connection.entity';
import { isSlackLimit, slackErrorMeaning } from '../slack/slack-error-table';
import { splitForSlack } from '../slack/slack-format';
import { graphErrorMeaning } from '../whatsapp/graph-error-table';
import { splitForWhatsapp } from '../whatsapp/whatsapp-format';
import { isGraphLimit } from '../whatsapp/whatsapp-limits';
import type { ChannelErrorMeaning } from './channel-error-meaning';

/** What a channel's provider says and understands. */
interface ChannelLanguage {
  /** What the provider's name is. */
  readonly provider: string;
  readonly meaningOf: (code: string) => ChannelErrorMeaning;
  /** Whether the code says that it is too much for a while. */
  readonly isLimit: (code: string) => boolean;
  readonly split: (markdown: string) => string[];
}

const LANGUAGES: Readonly<Record<ChannelKind, ChannelLanguage>> = {
  slack: { provider: 'Slack', meaningOf: slackErrorMeaning, isLimit: isSlackLimit, split: splitForSlack },
  whatsapp: { provider: 'WhatsApp', meaningOf: graphErrorMeaning, isLimit: isGraphLimit, split: splitForWhatsapp },
};

/** What a code of the channel's provider means, what to do, and whether it ends the connection. */
export function channelErrorMeaning(kind: ChannelKind, code: string): ChannelErrorMeaning {
  return LANGUAGES[kind].meaningOf(code);
}

/** What a code of the channel's provider means and what to do, as pages show it. */
export function explainChannelError(kind: ChannelKind, code: string): { meaning: string; fix: string } {
  const { meaning, fix } = channelErrorMeaning(kind, code);
  return { meaning, fix };
}

/** Whether what the message was for is gone, so that nobody can do anything about it. */
export function isMoot(kind: ChannelKind, code: string): boolean {
  return channelErrorMeaning(kind, code).isMoot ?? false;
}

/** An answer of the model in the channel's own formatting, in as many messages as it needs. */
export function splitForChannel(kind: ChannelKind, markdown: string): string[] {
  return LANGUAGES[kind].split(markdown);
}

/** Whether the provider refused because it is too much, and will take it later. */
export function isProviderLimit(kind: ChannelKind, code: string): boolean {
  return LANGUAGES[kind].isLimit(code);
}

/** Whether the provider can be asked for a message that may have arrived; else its reports are all there is. */
export function canFindReplies(kind: ChannelKind): boolean {
  return kind === 'slack';
}

/** The provider's name, for people. */
export function providerName(kind: ChannelKind): string {
  return LANGUAGES[kind].provider;
}
