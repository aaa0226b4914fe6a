import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { FieldTree, form } from '@angular/forms/signals';
import { formProblems } from './form-problems';
import { Problem } from './problem';

describe('formProblems', () => {
  let tree: FieldTree<{ name: string; email: string }>;

  beforeEach(() => {
    tree = TestBed.runInInjectionContext(() => form(signal({ name: '', email: '' })));
  });

  it('puts each error on the field that its pointer names', () => {
    const problem = new Problem('invalid', 'Title', 'Detail', 422, null, [{ pointer: '/email', detail: 'Taken' }]);
    expect(formProblems(problem, tree)).toEqual([{ kind: 'server', message: 'Taken', fieldTree: tree.email }]);
  });

  it('shows on the form what belongs to no field, with the request id', () => {
    const problem = new Problem('down', 'Title', 'Try again.', 503, 'req-9', [{ pointer: '/other', detail: 'x' }]);
    expect(formProblems(problem, tree)).toEqual([{ kind: 'server', message: 'Try again. (request req-9)' }]);
  });
});
