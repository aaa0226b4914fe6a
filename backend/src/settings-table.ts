import type { SettingsGroup } from '@konstruct/platform';

/** Marks in README.md between which the table stands. */
export const TABLE_START = '<!-- settings:start (generated: npm run docs:settings) -->';
export const TABLE_END = '<!-- settings:end -->';

/** Documents every environment variable as Markdown, from the declarations that the program itself parses. */
export function settingsTable(groups: readonly SettingsGroup[]): string {
  const listed = new Set<string>();
  const sections = groups.map(({ title, specs }) => {
    // Several groups look at NODE_ENV; it is documented where it is first.
    const rows = Object.entries(specs)
      .filter(([name]) => !listed.has(name) && listed.add(name))
      .map(([name, spec]) => `| \`${name}\` | ${cell(spec.desc ?? '')} | ${defaultOf(spec)} |`);
    return [`**${title}**`, '', '| Variable | What it is | Default |', '|---|---|---|', ...rows].join('\n');
  });
  return sections.join('\n\n');
}

/** A document with the table put between its marks. */
export function withSettingsTable(document: string, table: string): string {
  const start = document.indexOf(TABLE_START);
  const end = document.indexOf(TABLE_END);
  if (start < 0 || end < start) throw new Error(`the document lacks ${TABLE_START} and ${TABLE_END}`);
  return `${document.slice(0, start + TABLE_START.length)}\n\n<!-- prettier-ignore-start -->\n\n${table}\n\n<!-- prettier-ignore-end -->\n\n${document.slice(end)}`;
}

function defaultOf(spec: object): string {
  const value = (spec as { default?: string | number | boolean }).default;
  if (value === undefined) return 'default' in spec && !('requiredWhen' in spec) ? 'not set' : '**required**';
  return value === '' ? 'not set' : `\`${String(value)}\``;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
