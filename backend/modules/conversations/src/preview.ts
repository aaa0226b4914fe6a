import { cutText } from '@konstruct/contracts';

const PREVIEW_LENGTH = 140;

/** The beginning of a text on one line, as lists show it. */
export function preview(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > PREVIEW_LENGTH ? `${cutText(line, PREVIEW_LENGTH - 1)}…` : line;
}
