import { limitOf, scopesOf } from './whatsapp-limits';

describe('the limits of Meta', () => {
  it('hold back what they are about', () => {
    expect(limitOf({ code: '131056', retryAfterSeconds: null }, '4915')).toMatchObject({
      scope: 'person:4915',
      retryAfterSeconds: 6,
    });
    expect(limitOf({ code: '130429', retryAfterSeconds: 30 }, '4915')).toMatchObject({
      scope: 'messages',
      retryAfterSeconds: 30,
    });
    for (const code of ['4', '80007'])
      expect(limitOf({ code, retryAfterSeconds: null }, null)).toMatchObject({ scope: 'all', retryAfterSeconds: 60 });
    expect(limitOf({ code: '131026', retryAfterSeconds: null }, '4915')).toBeNull();
  });

  it('are asked for before each call that falls under them', () => {
    expect(scopesOf('4915')).toEqual(['all', 'messages', 'person:4915']);
    expect(scopesOf(null)).toEqual(['all']);
  });
});
