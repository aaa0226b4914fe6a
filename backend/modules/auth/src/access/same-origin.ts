/** What a browser says of where a request comes from. */
export interface RequestOrigin {
  readonly fetchSite: string | undefined;
  readonly origin: string | undefined;
  readonly host: string | undefined;
}

/**
 * Whether a request may set a session cookie: it comes from this site's own pages, or from no page at all (a program). A
 * foreign page could otherwise sign its visitor in to the attacker's account. Browsers send Sec-Fetch-Site over TLS and on
 * localhost, and Origin everywhere; neither can be forged by a page.
 */
export function isSameOrigin({ fetchSite, origin, host }: RequestOrigin, publicUrl: string): boolean {
  if (fetchSite !== undefined) return fetchSite === 'same-origin' || fetchSite === 'none';
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const { origin: sender, host: senderHost } = new URL(origin);
  return sender === new URL(publicUrl).origin || senderHost === host;
}
