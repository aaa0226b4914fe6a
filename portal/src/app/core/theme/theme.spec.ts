import { TestBed } from '@angular/core/testing';
import { Theme } from './theme';

describe('Theme', () => {
  beforeEach(() => localStorage.clear());

  it('follows the system until something is chosen', () => {
    expect(TestBed.inject(Theme).choice()).toBe('system');
    expect(document.documentElement.dataset['theme']).toBeUndefined();
  });

  it('applies a choice and remembers it', () => {
    TestBed.inject(Theme).choose('dark');
    TestBed.tick();
    expect(document.documentElement.dataset['theme']).toBe('dark');
    TestBed.resetTestingModule();
    expect(TestBed.inject(Theme).choice()).toBe('dark');
  });
});
