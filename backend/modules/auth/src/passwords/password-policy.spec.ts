import { weaknessOf } from './password-policy';

const EMAIL = 'augusta@example.com';

describe('passwords', () => {
  it.each([
    'copper lantern meadow',
    'correct horse battery staple',
    'my dog eats 3 shoes',
    'xK9#mQ2$vL5!',
    'пароль для работы',
    'adventure of the 7 seas',
  ])('may be "%s"', (password) => {
    expect(weaknessOf(password, EMAIL)).toBeNull();
  });

  it.each([
    'password1234',
    'P@ssw0rd2026!',
    'qwertyuiop12',
    'admin-admin-admin',
    'letmein-letmein!',
    '1q2w3e4r5t6y',
    '123456789012',
    '098765432109',
    'aaaaaaaaaaaa',
    'abcabcabcabc',
    'abcdefghijklm',
    '123412341234',
  ])('may not be "%s", which is guessed first', (password) => {
    expect(weaknessOf(password, EMAIL)).toContain('guessed');
  });

  it.each(['augusta@example.com', 'Augusta Lovelace', 'my-AUGUSTA-2026'])(
    'may not be "%s": it holds the address',
    (password) => {
      expect(weaknessOf(password, EMAIL)).toContain('e-mail');
    },
  );

  it('may hold a local part so short that it occurs in words', () => {
    expect(weaknessOf('canadian adagio', 'ada@example.com')).toBeNull();
  });
});
