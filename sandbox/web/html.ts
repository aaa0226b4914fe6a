const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Markup that is safe to send: everything that was put into it is escaped. */
export class SafeHtml {
  constructor(readonly markup: string) {}
}

type Insertable = string | number | SafeHtml | Insertable[] | null | undefined | false;

function insert(value: Insertable): string {
  if (value === null || value === undefined || value === false) return '';
  if (Array.isArray(value)) return value.map(insert).join('');
  if (value instanceof SafeHtml) return value.markup;
  return String(value).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** Template tag that escapes what is inserted, unless it is markup made by the same tag. */
export function html(parts: TemplateStringsArray, ...values: Insertable[]): SafeHtml {
  return new SafeHtml(parts.reduce((text, part, index) => text + insert(values[index - 1]) + part));
}
