import { isIP } from 'node:net';
import { OutboundRefusedError } from './outbound-refused';
import { isPublicAddress } from './public-address';

/** Names for this machine that people mix. */
const LOOPBACK = /^(?:localhost|\[::1\])$/;

/**
 * Reads an address that somebody else wrote (a person, or a server that redirects) and refuses what is wrong with it as it
 * stands. Reading it as browsers do turns 0x7f.1, 2130706433 and 0177.0.0.1 into the address that they mean. What its
 * name resolves to is another question, asked at each connection.
 */
export function readOutboundUrl(text: string, sandboxOrigin: string | null): URL {
  if (!URL.canParse(text)) throw new OutboundRefusedError('not_a_url');
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') throw new OutboundRefusedError('has_credentials');
  if (isOfSandbox(url, sandboxOrigin)) return url;
  if (url.protocol === 'http:') throw new OutboundRefusedError('not_https');
  if (url.protocol !== 'https:') throw new OutboundRefusedError('not_a_url');
  const literal = ipOf(url);
  if (literal !== null && !isPublicAddress(literal)) throw new OutboundRefusedError('not_public');
  return url;
}

/** Whether an address is the provider sandbox's, the only one on this machine that may be called. */
export function isOfSandbox(url: URL, sandboxOrigin: string | null): boolean {
  if (sandboxOrigin === null) return false;
  const sandbox = new URL(sandboxOrigin);
  return (
    url.protocol === sandbox.protocol &&
    url.port === sandbox.port &&
    canonicalHost(url.hostname) === canonicalHost(sandbox.hostname)
  );
}

/** The host of an address where it is an IP address and not a name. */
function ipOf(url: URL): string | null {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return isIP(host) === 0 ? null : host;
}

function canonicalHost(host: string): string {
  return host.replace(LOOPBACK, '127.0.0.1');
}
