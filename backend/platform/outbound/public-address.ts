import ipaddr from 'ipaddr.js';

/** Addresses that look public but answer only inside a cloud: Azure's wire server, which hands out credentials. */
const ADDRESSES_OF_CLOUDS = new Set(['168.63.129.16']);

/** All that is given out for the public internet in IPv6 is in here; the rest of the space is not in use. */
const GLOBAL_UNICAST: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3];

/**
 * Whether an IP address belongs to the public internet. Everything that has a purpose of its own (loopback, private,
 * link-local, shared, multicast, documentation) is not public, nor is IPv6 that wraps an IPv4 address: it is a way
 * around this check (::ffff:127.0.0.1, NAT64, 6to4, Teredo) and no server needs it.
 */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text) || ADDRESSES_OF_CLOUDS.has(text)) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== 'unicast') return false;
  return address instanceof ipaddr.IPv4 || address.match(GLOBAL_UNICAST);
}
