import { passwordStrength } from './password-strength';

describe('passwordStrength', () => {
  it.each([
    ['', 0, 'At least 12 characters'],
    ['elevenchars', 1, '1 more character'],
    ['aaaaaaaaaaaaaa', 2, 'Long enough, but repetitive'],
    ['bicycle-bell', 3, 'Good'],
    ['four green bicycles', 4, 'Strong'],
    ['Bicycle-bell7', 4, 'Strong'],
  ])('rates “%s” %d', (password, score, words) => {
    expect(passwordStrength(password)).toEqual({ score, words });
  });
});
