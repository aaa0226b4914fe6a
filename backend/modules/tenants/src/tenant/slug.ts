const MAXIMUM_LENGTH = 40;
const FALLBACK = 'business';

/** A name as part of an address: lower-case ASCII letters, digits and hyphens. Names in other scripts share a fallback. */
export function slugOf(name: string): string {
  const slug = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, MAXIMUM_LENGTH)
    .replaceAll(/^-+|-+$/g, '');
  return slug === '' ? FALLBACK : slug;
}
