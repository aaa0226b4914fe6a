import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { RequestError, type FieldProblem } from '../errors/problem';

/** Validates every DTO at the edge: unknown fields are rejected, each wrong field is named by a JSON pointer. */
export function createValidationPipe(): ValidationPipe {
  return new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    stopAtFirstError: true,
    exceptionFactory: (errors) =>
      new RequestError('validation_failed', { fields: errors.flatMap((error) => toFieldProblems(error, '')) }),
  });
}

function toFieldProblems(error: ValidationError, parent: string): FieldProblem[] {
  const pointer = `${parent}/${error.property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const own = Object.values(error.constraints ?? {}).map((detail) => ({ pointer, detail }));
  return [...own, ...(error.children ?? []).flatMap((child) => toFieldProblems(child, pointer))];
}
