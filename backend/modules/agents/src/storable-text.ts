import { buildMessage, ValidateBy, type ValidationOptions } from 'class-validator';

/** Validates a text that Postgres can store: NUL is the one character it refuses. */
export function IsStorableText(options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isStorableText',
      validator: {
        validate: (value: unknown) => typeof value === 'string' && !value.includes('\u0000'),
        defaultMessage: buildMessage((each) => `${each}$property must be text without NUL characters`, options),
      },
    },
    options,
  );
}
