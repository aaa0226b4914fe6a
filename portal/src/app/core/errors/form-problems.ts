import { FieldTree, TreeValidationResult, ValidationError } from '@angular/forms/signals';
import { Problem, toProblem } from './problem';

/** What submitting a form ends with: nothing, or what to show on its fields. */
export type SubmitResult = TreeValidationResult;

/**
 * Puts a server's answer where the person can act on it: each entry of `errors[]` on the field that its JSON
 * pointer names, everything else on the form itself.
 */
export function formProblems<TModel extends object>(
  error: unknown,
  form: FieldTree<TModel>,
): ValidationError.WithOptionalFieldTree[] {
  const problem = toProblem(error);
  const onFields = problem.fields.flatMap((field) => {
    const fieldTree = fieldAt(form, field.pointer);
    return fieldTree ? [{ kind: 'server', message: field.detail, fieldTree }] : [];
  });
  return onFields.length === problem.fields.length && onFields.length > 0
    ? onFields
    : [...onFields, { kind: 'server', message: formMessage(problem) }];
}

/** First message of a field, for `<mat-error>`. */
export function firstError(field: FieldTree<unknown>): string {
  return field().errors()[0]?.message ?? '';
}

function formMessage(problem: Problem): string {
  return problem.requestId ? `${problem.message} (request ${problem.requestId})` : problem.message;
}

function fieldAt(form: object, pointer: string): FieldTree<unknown> | null {
  const key = pointer.split('/').filter(Boolean).at(-1);
  const field: unknown = key === undefined ? undefined : Reflect.get(form, key);
  return typeof field === 'function' ? (field as FieldTree<unknown>) : null;
}
