/** A data key as the database holds it: encrypted by a key that never leaves its service. */
export interface WrappedKey {
  readonly wrapped: string;
  /** Which key of which service wrapped it, such as `aws-kms:arn:…` or `vault:transit/konstruct:v2`. */
  readonly wrappingKeyId: string;
}

/** A service that keeps the key encryption key. What it wrapped for one tenant it does not unwrap for another. */
export interface KeyWrapper {
  /** Whether this service wrapped a key, by the key's id. */
  owns(wrappingKeyId: string): boolean;
  /** Wraps under the newest key of the service. */
  wrap(tenantId: string, dataKey: Buffer): Promise<WrappedKey>;
  unwrap(tenantId: string, key: WrappedKey): Promise<Buffer>;
}

/** The service did not do it: it cannot be reached, refuses, or the wrapped key is not its own. */
export class KeyServiceError extends Error {
  constructor(
    message: string,
    /** Whether asking again later may help. */
    readonly isRetryable: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'KeyServiceError';
  }
}
