import { isSameOrigin } from './same-origin';

const PUBLIC_URL = 'https://konstruct.example.com';
const nothing = { fetchSite: undefined, origin: undefined, host: undefined };

describe('the origin of a request that opens a session', () => {
  it.each([
    ['a program that is no browser', {}],
    ['a page of this site', { fetchSite: 'same-origin', origin: PUBLIC_URL }],
    ['an address typed in', { fetchSite: 'none' }],
    ['a page of this site, in a browser without Sec-Fetch-Site', { origin: PUBLIC_URL }],
    ['a page under another name of this host', { origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000' }],
  ])('may be %s', (_, origin) => {
    expect(isSameOrigin({ ...nothing, ...origin }, PUBLIC_URL)).toBe(true);
  });

  it.each([
    ['another site', { fetchSite: 'cross-site', origin: 'https://evil.example' }],
    ['a neighbour on the same domain', { fetchSite: 'same-site', origin: 'https://blog.example.com' }],
    [
      'another site, in a browser without Sec-Fetch-Site',
      { origin: 'https://evil.example', host: 'konstruct.example.com' },
    ],
    ['the same host over plain http', { origin: 'http://konstruct.example.com' }],
    ['a sandboxed frame', { origin: 'null' }],
  ])('may not be %s', (_, origin) => {
    expect(isSameOrigin({ ...nothing, ...origin }, PUBLIC_URL)).toBe(false);
  });
});
