import { connect, createServer, type Server, type Socket } from 'node:net';

/**
 * The smallest load balancer: each new connection goes to the next process that takes it. A process that dies breaks its
 * connections, as it would behind a real one; nothing is sent twice.
 */
export class Front {
  private readonly server: Server;
  private readonly open = new Set<Socket>();
  private readonly ports: readonly number[];
  private turn = 0;

  constructor(ports: readonly number[]) {
    this.ports = ports;
    this.server = createServer((client) => {
      this.keep(client);
      this.forward(client, this.ports.length);
    });
  }

  listen(port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, '127.0.0.1', resolve);
    });
  }

  close(): Promise<void> {
    for (const socket of this.open) socket.destroy();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private forward(client: Socket, tries: number): void {
    if (tries === 0) {
      client.destroy();
      return;
    }
    const upstream = connect(this.ports[(this.turn += 1) % this.ports.length] ?? 0, '127.0.0.1');
    const onRefused = (): void => this.forward(client, tries - 1);
    upstream.once('error', onRefused);
    upstream.once('connect', () => {
      upstream.off('error', onRefused);
      this.keep(upstream);
      upstream.pipe(client);
      client.pipe(upstream);
      upstream.once('close', () => client.destroy());
      client.once('close', () => upstream.destroy());
    });
  }

  private keep(socket: Socket): void {
    this.open.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => this.open.delete(socket));
  }
}
