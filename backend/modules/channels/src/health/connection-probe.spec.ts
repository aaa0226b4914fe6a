import { failed, passed, type CheckResult } from '../whatsapp/whatsapp-check';
import { findingOf } from './connection-probe';

const transient: CheckResult = { ...failed('webhook', 'Meta cannot be reached.', 'Wait.'), isTransient: true };
const fine = passed('token', 'The token is valid.');

describe('findingOf', () => {
  it('breaks a connection only by a token that Meta refuses', () => {
    expect(findingOf([failed('token', 'Meta does not accept this token.', 'New.')])).toEqual({
      state: 'refused',
      code: '190',
    });
    expect(findingOf([{ ...failed('token', 'Meta cannot be reached.', 'Wait.'), isTransient: true }])).toEqual({
      state: 'unknown',
    });
  });

  it('says what is wrong, once each', () => {
    const low = failed('quality', 'Low.', 'Write less.');
    expect(findingOf([fine, low, low, transient])).toEqual({ state: 'degraded', words: 'Low. Write less.' });
  });

  it('reassures nobody while something could not be asked', () => {
    expect(findingOf([fine])).toEqual({ state: 'works' });
    expect(findingOf([fine, transient])).toEqual({ state: 'unknown' });
  });
});
