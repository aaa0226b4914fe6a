/**
 * Providers' addresses may point at the sandbox while developing, but never in production:
 * a plain-http provider address there would send customers' secrets in the clear.
 */
export function refusePlainHttpInProduction(
  nodeEnvironment: string | undefined,
  addresses: Record<string, string>,
): string[] {
  if (nodeEnvironment !== 'production') return [];
  return Object.entries(addresses)
    .filter(([, address]) => address.startsWith('http://'))
    .map(
      ([name, address]) =>
        `${name} must start with https:// when NODE_ENV is production, is ${address}: the sandbox is not for production.`,
    );
}
