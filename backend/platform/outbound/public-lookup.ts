import type { LookupAddress, LookupOptions } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { OutboundRefusedError } from './outbound-refused';
import { isPublicAddress } from './public-address';

/** Asks for all addresses of a name, as `lookup` of node:dns does: with an error it passes no addresses at all. */
export type Resolve = (
  hostname: string,
  options: LookupOptions & { readonly all: true },
  answer: (error: NodeJS.ErrnoException | null, addresses?: LookupAddress[]) => void,
) => void;

/**
 * The lookup that a connection makes: the address that is checked is the one that is connected to, so a name that
 * changes its answer in between gains nothing. A name with one address of a private network among public ones is refused.
 */
export function publicLookup(resolve: Resolve): LookupFunction {
  return (hostname, options, answer) => {
    resolve(hostname, { ...options, all: true }, (error, addresses = []) => {
      const [first] = addresses;
      if (error) answer(error, []);
      else if (!first || !addresses.every(({ address }) => isPublicAddress(address))) {
        answer(new OutboundRefusedError('not_public'), []);
      } else if (options.all) answer(null, addresses);
      else answer(null, first.address, first.family);
    });
  };
}

/** Finds out whether a name leads to the public internet alone; throws OutboundRefusedError when it does not. */
export function assertPublicName(hostname: string, resolve: Resolve): Promise<void> {
  return new Promise((done, fail) => {
    publicLookup(resolve)(hostname, { all: true }, (error) => {
      if (!error) done();
      else fail(error instanceof OutboundRefusedError ? error : new OutboundRefusedError('not_found'));
    });
  });
}
