/**
 * The header by which a browser names the file that it saves, of what it is and when. Names of people may be in any script: those are in the
 * second form, which browsers prefer; the first is for programs that know no other.
 */
export function attachmentNamed(parts: readonly string[], extension: 'csv' | 'pdf'): string {
  const words = parts.map(toFileWord).filter((word) => word !== '');
  const name = (of: readonly string[]): string => `${of.join('-')}.${extension}`;
  const plain = name(words.filter((word) => /^[a-z0-9-]+$/.test(word)));
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name(words))}`;
}

/** Letters and digits alone, so that no name can be a path or end the header. */
function toFileWord(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '');
}
