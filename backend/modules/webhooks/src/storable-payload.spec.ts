import { storablePayload } from './storable-payload';

describe('a webhook body on its way into the inbox', () => {
  it('loses its token, NUL characters and halves of characters', () => {
    const body = { token: 'secret', event: { text: 'a\0b', ['na\0me']: ['x\uD800'], ok: 1, none: null } };
    expect(storablePayload(body)).toEqual({ event: { text: 'ab', name: ['x\uFFFD'], ok: 1, none: null } });
  });
});
