import { isPublicAddress } from './public-address';

describe('public addresses', () => {
  it.each(['8.8.8.8', '1.1.1.1', '104.18.6.192', '2606:4700::1111', '2001:4860:4860::8888'])('are %s', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    ['this network', '0.0.0.0'],
    ['this network', '0.1.2.3'],
    ['loopback', '127.0.0.1'],
    ['loopback', '127.255.255.254'],
    ['loopback in IPv6', '::1'],
    ['nothing', '::'],
    ['private', '10.1.2.3'],
    ['private', '172.16.0.1'],
    ['private', '192.168.1.1'],
    ['carrier-grade NAT', '100.64.0.1'],
    ['metadata of a cloud', '169.254.169.254'],
    ['metadata of a cloud', '100.100.100.200'],
    ['metadata of a cloud', '192.0.0.192'],
    ['metadata of a cloud', 'fd00:ec2::254'],
    ['the wire server of a cloud', '168.63.129.16'],
    ['link-local', 'fe80::1'],
    ['link-local with a zone', 'fe80::1%eth0'],
    ['site-local', 'fec0::1'],
    ['unique local', 'fc00::1'],
    ['multicast', '224.0.0.1'],
    ['multicast in IPv6', 'ff02::1'],
    ['broadcast', '255.255.255.255'],
    ['benchmarking', '198.18.0.1'],
    ['documentation', '203.0.113.5'],
    ['documentation in IPv6', '2001:db8::1'],
    ['reserved', '240.0.0.1'],
    ['IPv4 in IPv6', '::ffff:127.0.0.1'],
    ['IPv4 in IPv6, written in hex', '::ffff:7f00:1'],
    ['a public IPv4 in IPv6', '::ffff:8.8.8.8'],
    ['IPv4 in IPv6 as it used to be', '::127.0.0.1'],
    ['translated IPv4', '::ffff:0:7f00:1'],
    ['NAT64', '64:ff9b::7f00:1'],
    ['local NAT64', '64:ff9b:1::7f00:1'],
    ['6to4', '2002:7f00:1::'],
    ['Teredo', '2001:0:7f00:1::'],
    ['not in use', '4000::1'],
    ['no address', 'localhost'],
    ['nothing at all', ''],
  ])('are not %s (%s)', (_, address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});
