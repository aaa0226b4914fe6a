import { rewriteMarkdown } from '../formatting/markdown-blocks';
import type { InlineDialect } from '../formatting/markdown-inline';
import { splitText } from '../formatting/split-text';

/** The length that Meta accepts in one text. */
const PART_RULES = { maximumLength: 4_096, hasTokens: false };
const MARKUP = /[*_~`]/;
/** Nobody sees it, and WhatsApp takes no sign for markup that stands between two of it. */
const UNSEEN = '\u200B';

/** WhatsApp has no links with words, so the address stands beside them; and no escapes, so signs are set apart unseen. */
const WHATSAPP_INLINE: InlineDialect = {
  escape: (text) => text,
  literal: (character) => (MARKUP.test(character) ? `${UNSEEN}${character}${UNSEEN}` : character),
  link: (label, address) => {
    const words = label.replaceAll(/\*\*|__|`/g, '').trim();
    return words === '' || words === address ? address : `${words} (${address})`;
  },
  autolink: (address) => address.replace(/^mailto:/, ''),
};

/** An answer of the model as WhatsApp messages. See https://faq.whatsapp.com/539178204879377 */
export function splitForWhatsapp(markdown: string): string[] {
  return splitText(toWhatsappMarkup(markdown), PART_RULES);
}

/** Rewrites Markdown in WhatsApp's own markup. */
export function toWhatsappMarkup(markdown: string): string {
  return rewriteMarkdown(markdown, WHATSAPP_INLINE);
}
