import { isStorable, toStorable } from '@konstruct/contracts';

/** A webhook's body as it can be stored: Slack's legacy verification token is a secret of the app and nothing here needs it. */
export function storablePayload(body: object): object {
  return Object.fromEntries(
    Object.entries(body)
      .filter(([name]) => name !== 'token')
      .map(([name, value]) => [toStorable(name), storableValue(value)]),
  );
}

/** Postgres stores neither NUL nor halves of characters, in names or values. */
function storableValue(value: unknown): unknown {
  if (typeof value === 'string') return isStorable(value) ? value : toStorable(value);
  if (Array.isArray(value)) return value.map(storableValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [toStorable(name), storableValue(entry)]));
}
