import { slugOf } from './slug';

describe('slugs', () => {
  it.each([
    ['Analytical Engines Ltd', 'analytical-engines-ltd'],
    ['  Çafé & Söhne — Zürich!  ', 'cafe-sohne-zurich'],
    ['株式会社', 'business'],
    ['---', 'business'],
    [`${'a'.repeat(39)} b`, 'a'.repeat(39)],
    ['x'.repeat(100), 'x'.repeat(40)],
  ])('%s becomes %s', (name, slug) => {
    expect(slugOf(name)).toBe(slug);
  });
});
