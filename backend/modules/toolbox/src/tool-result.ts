/** Puts what a tool brought into words that a model reads; what is no text is named, so that nobody has to guess. */
export function toolResultText(result: Readonly<Record<string, unknown>>): string {
  const parts = (Array.isArray(result['content']) ? result['content'] : []).map(partText).filter((part) => part !== '');
  if (parts.length > 0) return parts.join('\n');
  const structured = result['structuredContent'];
  return structured === undefined ? 'The tool brought nothing.' : JSON.stringify(structured);
}

function partText(part: unknown): string {
  const { type, text, resource, uri, name } = part as Readonly<Record<string, unknown>>;
  if (type === 'text' && typeof text === 'string') return text;
  if (type === 'resource') {
    const embedded = resource as Readonly<Record<string, unknown>>;
    return typeof embedded['text'] === 'string' ? embedded['text'] : '[The tool brought a file that you cannot read.]';
  }
  if (type === 'resource_link') return `[A link: ${String(name)} ${String(uri)}]`;
  if (type === 'image' || type === 'audio')
    return `[The tool brought ${type === 'image' ? 'an image' : 'a recording'} that you cannot see or hear.]`;
  return '';
}
