import { cutText, isStorable, toStorable, toStorableValue } from './text';

describe('text', () => {
  it('is cut between characters', () => {
    expect(cutText('ab🙂', 3)).toBe('ab');
    expect(cutText('ab🙂', 4)).toBe('ab🙂');
    expect(cutText('abc', 9)).toBe('abc');
  });

  it('is made storable', () => {
    expect([isStorable('ok 🙂'), isStorable('a\0b'), isStorable('x\uD800y')]).toEqual([true, false, false]);
    expect(toStorable('a\0b\uD800🙂')).toBe('ab\uFFFD🙂');
    const value = { ['na\0me']: ['x\uD800', 1, null, { deep: '\0' }] };
    expect(toStorableValue(value)).toEqual({ name: ['x\uFFFD', 1, null, { deep: '' }] });
  });
});
