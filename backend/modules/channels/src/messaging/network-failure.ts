/** Failures of the network before a request could leave; anything else may have reached the provider. */
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** Whether a request that failed without an answer certainly did not reach the provider. */
export function wasNeverSent(error: unknown): boolean {
  return networkCodes(error).some((code) => NEVER_SENT.has(code));
}

/** fetch wraps the network's error, and several attempts (IPv4 and IPv6) wrap it once more. */
function networkCodes(error: unknown): string[] {
  if (typeof error !== 'object' || error === null) return [];
  const { code, cause, errors } = error as { code?: unknown; cause?: unknown; errors?: unknown };
  const attempts: unknown[] = Array.isArray(errors) ? errors : [];
  return [...(typeof code === 'string' ? [code] : []), ...networkCodes(cause), ...attempts.flatMap(networkCodes)];
}
