import { toStorable, toStorableValue } from '@konstruct/contracts';

/** A webhook's body as it can be stored: Slack's legacy verification token is a secret of the app and nothing here needs it. */
export function storablePayload(body: object): object {
  return Object.fromEntries(
    Object.entries(body)
      .filter(([name]) => name !== 'token')
      .map(([name, value]) => [toStorable(name), toStorableValue(value)]),
  );
}
