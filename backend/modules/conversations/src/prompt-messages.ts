import { cutText } from '@konstruct/contracts';
import type { ModelMessage } from '@konstruct/models';
import type { Attachment, Message } from './message.entity';

/** What the model may read of a conversation, in characters; older messages fall away first. */
const HISTORY_CHARACTERS = 48_000;

/** What the model may read of one message. */
const MESSAGE_CHARACTERS = 16_000;

/**
 * Turns a conversation into the model's messages: people's messages in a row become one turn, so that two quick
 * messages get one answer; several people are told apart by name; what cannot be read is said to be so.
 */
export function toModelMessages(history: readonly Message[]): ModelMessage[] {
  const isGroup =
    new Set(history.filter((message) => message.direction === 'inbound').map((message) => message.authorId)).size > 1;
  const turns: { role: 'user' | 'assistant'; content: string }[] = [];
  for (const message of history.filter(isPartOfTheConversation)) {
    const role = message.direction === 'inbound' ? 'user' : 'assistant';
    const content = role === 'user' ? inboundText(message, isGroup) : message.text;
    const last = turns.at(-1);
    if (last?.role === role) last.content += `\n\n${content}`;
    else turns.push({ role, content });
  }
  return keepNewest(turns);
}

/** Failed answers were never seen by anyone, and apologies for them are no part of what was said. */
function isPartOfTheConversation(message: Message): boolean {
  return message.text.trim() !== '' || message.attachments.length > 0
    ? message.status !== 'failed' && message.errorCode === null
    : false;
}

function inboundText(message: Message, isGroup: boolean): string {
  const parts = [shorten(message.text), ...message.attachments.map(describeAttachment)].filter((part) => part !== '');
  return isGroup ? `${message.authorName}: ${parts.join('\n')}` : parts.join('\n');
}

function shorten(text: string): string {
  if (text.length <= MESSAGE_CHARACTERS) return text;
  return `${cutText(text, MESSAGE_CHARACTERS)}\n[The message was longer; you can read only this part of it. Say so in your answer.]`;
}

function describeAttachment(attachment: Attachment): string {
  if (attachment.text !== undefined)
    return `[The file "${attachment.name}" came with this message:]\n${shorten(attachment.text)}`;
  return `[A file came with this message that you cannot open: "${attachment.name}" (${attachment.mimeType}). Say honestly that you cannot read it.]`;
}

function keepNewest(turns: readonly ModelMessage[]): ModelMessage[] {
  const kept: ModelMessage[] = [];
  let characters = 0;
  for (const turn of [...turns].reverse()) {
    characters += turn.content.length;
    if (kept.length > 0 && characters > HISTORY_CHARACTERS) break;
    kept.unshift(turn);
  }
  return kept[0]?.role === 'assistant' ? kept.slice(1) : kept;
}
