/** Hosts that Meta keeps files on; a token is shown to nobody else, whatever address an answer names. */
const META_HOSTS = /(?:^|\.)(?:fbsbx\.com|fbcdn\.net|facebook\.com|whatsapp\.net)$/;

/** Where a file may be fetched from with a connection's token; null for every other address. */
export function mediaAddress(address: string, graphUrl: string): URL | null {
  const url = URL.parse(address);
  if (url?.username !== '' || url.password !== '') return null;
  if (url.origin === new URL(graphUrl).origin) return url;
  return url.protocol === 'https:' && url.port === '' && META_HOSTS.test(url.hostname) ? url : null;
}
