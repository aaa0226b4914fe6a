import { RequestError } from '../errors/problem';
import { decodeCursor, encodeCursor, toPage } from './cursor';

describe('cursors', () => {
  it('round-trip', () => {
    expect(decodeCursor(encodeCursor(['2026-11-21', 'id']), 2)).toEqual(['2026-11-21', 'id']);
    expect(decodeCursor(undefined, 2)).toBeNull();
  });

  it.each(['x', '', Buffer.from('{"a":1}').toString('base64url'), encodeCursor(['one'])])('refuse %s', (cursor) => {
    expect(() => decodeCursor(cursor, 2)).toThrow(RequestError);
  });

  it('end with the last page', () => {
    const rows = ['a', 'b', 'c'];
    expect(
      toPage(
        rows,
        2,
        (row) => [row],
        (row) => row,
      ),
    ).toEqual({ items: ['a', 'b'], next_cursor: encodeCursor(['b']) });
    expect(
      toPage(
        rows,
        3,
        (row) => [row],
        (row) => row,
      ).next_cursor,
    ).toBeNull();
  });
});
