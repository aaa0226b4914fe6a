import { deviceWords } from './device-words';

describe('deviceWords', () => {
  it.each([
    ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/147.0.0.0 Safari/537.36', 'Chrome on Linux'],
    ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/147.0 Safari/537.36 Edg/147.0', 'Edge on Windows'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) Version/19.1 Mobile Safari/604.1', 'Safari on iPhone'],
    ['konstruct-cli/0.1', 'konstruct-cli/0.1'],
    ['', 'Unknown program'],
  ])('recognises %s', (userAgent, words) => {
    expect(deviceWords(userAgent)).toBe(words);
  });
});
