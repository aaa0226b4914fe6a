/** A picture that somebody sent, held in memory only. */
export interface Picture {
  readonly mimeType: string;
  readonly bytes: Buffer;
}

/** Larger ones are refused by some model providers. */
export const PICTURE_BYTES = 3_500_000;

const PICTURE_TYPES = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif']);

/** Whether models may be able to see files of this type. */
export function isPictureType(mimeType: string): boolean {
  return PICTURE_TYPES.has(mimeType);
}

/** The picture by what its bytes say, whatever it was announced as; null when it is none. */
export function asPicture(bytes: Buffer): Picture | null {
  const mimeType = typeOf(bytes.subarray(0, 12).toString('latin1'));
  return mimeType ? { mimeType, bytes } : null;
}

function typeOf(start: string): string | null {
  if (start.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (start.startsWith('GIF87a') || start.startsWith('GIF89a')) return 'image/gif';
  return start.startsWith('RIFF') && start.endsWith('WEBP') ? 'image/webp' : null;
}
