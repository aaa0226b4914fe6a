import { Socket } from 'node:net';

/**
 * A connection to Postgres that sends what is written in one turn of the event loop with one system call, which is what a
 * short statement costs most: the beginning of a transaction and its first statement leave together.
 */
export function openCoalescingSocket(): Socket {
  const socket = new Socket();
  const write = socket.write.bind(socket);
  const release = (): void => socket.uncork();
  const coalesce = (...given: Parameters<typeof write>): boolean => {
    if (socket.writableCorked === 0) {
      socket.cork();
      process.nextTick(release);
    }
    return write(...given);
  };
  // The overloads differ in what may be left out, which is handed on as it came.
  socket.write = coalesce as typeof socket.write;
  return socket;
}
