import { createServer } from 'node:net';

/** Nothing listens there, neither for IPv4 nor for IPv6: a browser that is given "localhost" may try both. */
export async function isPortFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return (await canListen(port, host)) && (await canListen(port, '::1'));
}

/** The first free port from `first` upward. */
export async function findFreePort(first: number): Promise<number> {
  for (let port = first; port < first + 200; port += 1) {
    if (await isPortFree(port)) return port;
  }
  throw new Error(`No free port between ${first} and ${first + 199}.`);
}

async function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT'),
    );
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
