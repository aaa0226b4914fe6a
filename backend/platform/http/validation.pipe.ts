import { isStorable } from '@konstruct/contracts';
import { ValidationPipe, type ArgumentMetadata, type ValidationError } from '@nestjs/common';
import { RequestError, type FieldProblem } from '../errors/problem';

/** What Postgres cannot store as text (NUL, halves of characters) does not get past the edge. */
class TextSafeValidationPipe extends ValidationPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const pointer = metadata.type === 'custom' ? null : findUnstorable(value, metadata.data ? `/${metadata.data}` : '');
    if (pointer !== null) {
      throw new RequestError('validation_failed', {
        fields: [{ pointer, detail: 'must be Unicode text without the NUL character' }],
      });
    }
    return super.transform(value, metadata) as Promise<unknown>;
  }
}

/** The JSON pointer of the first text that cannot be stored. */
function findUnstorable(value: unknown, pointer: string): string | null {
  if (typeof value === 'string') return isStorable(value) ? null : pointer;
  if (typeof value !== 'object' || value === null) return null;
  for (const [name, entry] of Object.entries(value)) {
    const found = isStorable(name) ? findUnstorable(entry, `${pointer}/${name}`) : pointer;
    if (found !== null) return found;
  }
  return null;
}

/** What a value is at all comes before what it may be: a number sent as text is not too small, it is no number. */
const KINDS = new Set([
  'whitelistValidation',
  'isDefined',
  'isString',
  'isStorableText',
  'isNumber',
  'isInt',
  'isBoolean',
  'isArray',
  'isObject',
]);

/** Validates every DTO at the edge: unknown fields are rejected, each wrong field is named by a JSON pointer. */
export function createValidationPipe(): ValidationPipe {
  return new TextSafeValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    exceptionFactory: (errors) =>
      new RequestError('validation_failed', { fields: errors.flatMap((error) => toFieldProblems(error, '')) }),
  });
}

function toFieldProblems(error: ValidationError, parent: string): FieldProblem[] {
  const pointer = `${parent}/${error.property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const constraints = Object.entries(error.constraints ?? {});
  const [, detail] = constraints.find(([name]) => KINDS.has(name)) ?? constraints[0] ?? [];
  return [
    ...(detail === undefined ? [] : [{ pointer, detail }]),
    ...(error.children ?? []).flatMap((child) => toFieldProblems(child, pointer)),
  ];
}
