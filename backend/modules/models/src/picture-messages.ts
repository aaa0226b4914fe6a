import type { ModelMessage as SdkMessage } from 'ai';
import type { ModelMessage, ModelPicture } from './model-call';
import { takesPicture } from './model-catalogue';
import type { ModelReference } from './model-reference';

/**
 * What a picture is counted as where the provider does not tell: Anthropic's most for one, and OpenAI's for a large one in
 * detail, so that a budget is not overdrawn by what was sent without being counted.
 */
export const PICTURE_TOKENS = 1_600;

/** A conversation as the SDK takes it: pictures for models that see them, and honest words for the others. */
export function toSdkMessages(messages: readonly ModelMessage[], reference: ModelReference): SdkMessage[] {
  return messages.map(({ role, content, pictures = [] }): SdkMessage => {
    if (role === 'assistant' || pictures.length === 0) return { role, content };
    const seen = pictures.filter((picture) => takesPicture(reference, picture.mimeType));
    const unseen = pictures.filter((picture) => !seen.includes(picture)).map(cannotSee);
    const text = [content, ...unseen].filter((part) => part !== '').join('\n');
    if (seen.length === 0) return { role, content: text };
    return { role, content: [{ type: 'text', text }, ...seen.map(toPart)] };
  });
}

/** Tokens of the pictures that a model is really sent. */
export function countPictureTokens(messages: readonly ModelMessage[], reference: ModelReference): number {
  const pictures = messages.flatMap((message) => message.pictures ?? []);
  return pictures.filter(({ mimeType }) => takesPicture(reference, mimeType)).length * PICTURE_TOKENS;
}

function cannotSee({ name }: ModelPicture): string {
  return `[You cannot see the picture "${name}". Say so honestly.]`;
}

function toPart({ bytes, mimeType }: ModelPicture): { type: 'file'; data: Uint8Array; mediaType: string } {
  return { type: 'file', data: bytes, mediaType: mimeType };
}
