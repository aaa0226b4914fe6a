import type { ChatMessage } from '../chat/chat-request';

/** What one side said; several messages in a row of one side are one turn. */
export interface Turn {
  side: 'person' | 'assistant';
  text: string;
}

/** "Maya Lindqvist: …": who speaks, where several do. */
const SPEAKER = /^\p{Lu}[\p{L}'’.-]+(?: \p{Lu}[\p{L}'’.-]+){1,3}: /gmu;

/** Mentions are addresses and not words; code and quotations are not what the person says. */
function readable(text: string): string {
  return text
    .replace(/<@[A-Z0-9]+(\|[^>]*)?>/g, ' ')
    .replace(/<#[A-Z0-9]+\|([^>]*)>/g, '#$1')
    .replace(/<(https?:[^|>]+)(\|([^>]*))?>/g, (_whole, url: string, _pipe, label?: string) => label ?? url)
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(SPEAKER, '')
    .replace(/```[\s\S]*?```/g, ' ')
    .replace(/^>.*$/gm, ' ')
    .trim();
}

export function systemText(messages: ChatMessage[]): string {
  return messages
    .filter(({ role }) => role === 'system' || role === 'developer')
    .map(({ text }) => text)
    .join('\n');
}

export function toTurns(messages: ChatMessage[]): Turn[] {
  const turns: Turn[] = [];
  for (const { role, text } of messages) {
    if (role !== 'user' && role !== 'assistant') continue;
    const side = role === 'user' ? 'person' : 'assistant';
    const last = turns.at(-1);
    if (last?.side === side) last.text += `\n${readable(text)}`;
    else turns.push({ side, text: readable(text) });
  }
  return turns;
}

/** Sentences and lines, each without surrounding space; a dot inside a number or an abbreviation does not end one. */
export function toSentences(text: string): string[] {
  return text
    .split(/\n+|(?<=[.!?…])\s+(?=[\p{Lu}\d"“¿(<@#]|\p{Ll})/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}
