import type { AuditEventView } from '@konstruct/api-client';

/** One changed field in words. */
export interface ChangeLine {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

/** The changes of an event as lines to read: fields in words, values as text. */
export function changeLines(changes: AuditEventView['changes']): ChangeLine[] {
  return Object.entries(changes ?? {}).map(([field, { before, after }]) => ({
    field: capitalised(field.replaceAll('_', ' ')),
    before: valueWords(before),
    after: valueWords(after),
  }));
}

function valueWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'nothing';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' ? value : JSON.stringify(value, null, 1);
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
