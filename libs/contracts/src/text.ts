/** The beginning of a text, at most so many UTF-16 units long, without cutting a character in two. */
export function cutText(text: string, maximumLength: number): string {
  return text.slice(0, maximumLength).replace(/[\uD800-\uDBFF]$/, '');
}

/** Whether Postgres can store the text: well-formed Unicode without the NUL character. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

/** The text as Postgres can store it: NUL characters fall away, halves of characters become U+FFFD. */
export function toStorable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}

/** A value out of JSON as Postgres can store it, in names and values. */
export function toStorableValue(value: unknown): unknown {
  if (typeof value === 'string') return isStorable(value) ? value : toStorable(value);
  if (Array.isArray(value)) return value.map(toStorableValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [toStorable(name), toStorableValue(entry)]));
}
