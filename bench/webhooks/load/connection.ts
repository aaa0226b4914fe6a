import { connect, type Socket } from 'node:net';

const HEAD_END = '\r\n\r\n';
const CONTENT_LENGTH = /\r\ncontent-length: (\d+)/i;

/** One kept-alive connection with one request under way: as little work for the processor as a client can do. */
export class Connection {
  private readonly socket: Socket;
  private readonly host: string;
  private readonly path: string;
  private received = '';
  private settle: ((status: number) => void) | undefined;
  private fail: ((error: Error) => void) | undefined;

  private constructor(socket: Socket, url: URL) {
    this.socket = socket;
    this.host = url.host;
    this.path = url.pathname;
    socket.setNoDelay(true);
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => this.receive(chunk));
    socket.on('error', (error) => this.fail?.(error));
    socket.on('close', () => this.fail?.(new Error('The server closed the connection.')));
  }

  static open(url: URL): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const socket = connect(Number(url.port), '127.0.0.1');
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.off('error', reject);
        resolve(new Connection(socket, url));
      });
    });
  }

  /** Resolves with the status once the whole answer is there. */
  post(headers: Readonly<Record<string, string>>, body: string): Promise<number> {
    const length = String(Buffer.byteLength(body));
    return this.exchange('POST', { 'content-type': 'application/json', ...headers, 'content-length': length }, body);
  }

  /** Likewise. */
  get(headers: Readonly<Record<string, string>>): Promise<number> {
    return this.exchange('GET', headers, '');
  }

  private exchange(method: string, headers: Readonly<Record<string, string>>, body: string): Promise<number> {
    const lines = Object.entries({ host: this.host, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
    return new Promise((resolve, reject) => {
      this.settle = resolve;
      this.fail = reject;
      this.socket.write(`${method} ${this.path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`);
    });
  }

  close(): void {
    this.fail = undefined;
    this.socket.destroy();
  }

  private receive(chunk: string): void {
    this.received += chunk;
    const headEnd = this.received.indexOf(HEAD_END);
    if (headEnd < 0) return;
    const length = Number(CONTENT_LENGTH.exec(this.received.slice(0, headEnd))?.[1] ?? 0);
    if (this.received.length < headEnd + HEAD_END.length + length) return;
    const status = Number(this.received.slice(9, 12));
    this.received = '';
    this.settle?.(status);
  }
}
