/** Why an address that somebody else wrote is not called, in words that follow the name of a field. */
const REASONS = {
  not_a_url: 'must be a web address, such as https://models.example.com/v1',
  not_https: 'must start with https://',
  has_credentials: 'must not contain a user name or password; a key has a field of its own',
  not_public: 'leads to a private or reserved network address; only servers on the public internet can be used',
  not_found: 'names a server that cannot be found',
  too_many_redirects: 'leads from one address to the next without end',
} as const;

/** Codes of refused addresses. */
export type OutboundRefusal = keyof typeof REASONS;

/** The product does not call this address. Neither the message nor anything else in it repeats the address. */
export class OutboundRefusedError extends Error {
  /** What is wrong with it, as the rest of a sentence that begins with the field's name. */
  readonly detail: string;

  constructor(readonly code: OutboundRefusal) {
    super(`the address ${REASONS[code]}`);
    this.name = 'OutboundRefusedError';
    this.detail = REASONS[code];
  }
}
