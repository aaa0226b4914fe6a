import type { TransformFnParams } from 'class-transformer';
import { ValidateIf } from 'class-validator';
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
