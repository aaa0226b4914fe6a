import type { TransformFnParams } from 'class-transformer';
import { buildMessage, ValidateBy, ValidateIf, type ValidationOptions } from 'class-validator';
import { normaliseEmail } from './email';

/** For `@Transform`: text without surrounding blanks; anything else is left for the validators to refuse. */
export function trimmed({ value }: TransformFnParams): unknown {
  return typeof value === 'string' ? value.trim() : value;
}

/** For `@Transform`: an e-mail address in its one spelling. */
export function asEmail({ value }: TransformFnParams): unknown {
  return typeof value === 'string' ? normaliseEmail(value) : value;
}

/** The field may be left out, but unlike with `@IsOptional` it may not be null. */
export function MayBeAbsent(): PropertyDecorator {
  return ValidateIf((_, value: unknown) => value !== undefined);
}

/** Text of one line without control characters. Names have no use for them, and Postgres refuses a NUL in any text. */
export function IsSingleLine(options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isSingleLine',
      validator: {
        validate: (value: unknown) => typeof value === 'string' && !/\p{Cc}/u.test(value),
        defaultMessage: buildMessage((each) => `${each}$property must be one line without control characters`, options),
      },
    },
    options,
  );
}
