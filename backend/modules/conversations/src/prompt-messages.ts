import { cutText } from '@konstruct/contracts';
import type { ModelMessage } from '@konstruct/models';
import type { Attachment, Message } from './message.entity';

/** What the model may read of a conversation, in characters; older messages fall away first. */
const HISTORY_CHARACTERS = 48_000;

/** What the model may read of one message. */
const MESSAGE_CHARACTERS = 16_000;

/** How many pictures the model is shown; of older ones it is told in words. */
const PICTURES = 3;

/** A picture that is still with the channel. */
export interface PictureSource {
  readonly id: string;
  readonly name: string;
}

/** A turn whose pictures are yet to be fetched. */
export type PromptMessage = Omit<ModelMessage, 'pictures'> & { readonly sources?: readonly PictureSource[] };

/**
 * Turns a conversation into the model's messages: people's messages in a row become one turn, so that two quick
 * messages get one answer; several people are told apart by name; what cannot be read is said to be so.
 */
export function toModelMessages(history: readonly Message[]): PromptMessage[] {
  const isGroup =
    new Set(history.filter((message) => message.direction === 'inbound').map((message) => message.authorId)).size > 1;
  const shown = newestPictures(history);
  const turns: { role: 'user' | 'assistant'; content: string; sources?: PictureSource[] }[] = [];
  for (const message of history.filter(isPartOfTheConversation)) {
    const role = message.direction === 'inbound' ? 'user' : 'assistant';
    const content = role === 'user' ? inboundText(message, isGroup, shown) : message.text;
    const sources = sourcesOf(message, shown);
    const last = turns.at(-1);
    if (last?.role !== role) {
      turns.push({ role, content, ...(sources.length > 0 ? { sources } : {}) });
      continue;
    }
    last.content += `\n\n${content}`;
    if (sources.length > 0) last.sources = [...(last.sources ?? []), ...sources];
  }
  return keepNewest(turns);
}

/** Failed answers were never seen by anyone, and apologies for them are no part of what was said. */
function isPartOfTheConversation(message: Message): boolean {
  return message.text.trim() !== '' || message.attachments.length > 0
    ? message.status !== 'failed' && message.errorCode === null
    : false;
}

function inboundText(message: Message, isGroup: boolean, shown: ReadonlySet<Attachment>): string {
  const parts = [
    shorten(message.text),
    ...message.attachments.map((attachment) => describeAttachment(attachment, shown)),
  ].filter((part) => part !== '');
  return isGroup ? `${message.authorName}: ${parts.join('\n')}` : parts.join('\n');
}

function shorten(text: string): string {
  if (text.length <= MESSAGE_CHARACTERS) return text;
  return `${cutText(text, MESSAGE_CHARACTERS)}\n[The message was longer; you can read only this part of it. Say so in your answer.]`;
}

function newestPictures(history: readonly Message[]): Set<Attachment> {
  return new Set(
    history
      .filter(isPartOfTheConversation)
      .flatMap(({ attachments }) => attachments.filter(({ pictureId }) => pictureId !== undefined))
      .slice(-PICTURES),
  );
}

function sourcesOf({ attachments }: Message, shown: ReadonlySet<Attachment>): PictureSource[] {
  return attachments.flatMap((attachment) => {
    const { pictureId, name } = attachment;
    return pictureId !== undefined && shown.has(attachment) ? [{ id: pictureId, name }] : [];
  });
}

function describeAttachment(attachment: Attachment, shown: ReadonlySet<Attachment>): string {
  if (shown.has(attachment)) return `[The picture "${attachment.name}" came with this message.]`;
  if (attachment.text !== undefined)
    return `[The file "${attachment.name}" came with this message:]\n${shorten(attachment.text)}`;
  return `[A file came with this message that you cannot open: "${attachment.name}" (${attachment.mimeType}). Say honestly that you cannot read it.]`;
}

function keepNewest(turns: readonly PromptMessage[]): PromptMessage[] {
  const kept: PromptMessage[] = [];
  let characters = 0;
  for (const turn of [...turns].reverse()) {
    characters += turn.content.length;
    if (kept.length > 0 && characters > HISTORY_CHARACTERS) break;
    kept.unshift(turn);
  }
  return kept[0]?.role === 'assistant' ? kept.slice(1) : kept;
}
