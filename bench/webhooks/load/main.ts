import { randomBytes } from 'node:crypto';

import { percentile } from '../../report/statistics.ts';
import { type EventSource, signedEvent } from '../signed-event.ts';
import { Connection } from './connection.ts';

/** What the load generator is told, as JSON in LOAD. */
export interface LoadOrder {
  readonly url: string;
  readonly connections: number;
  readonly milliseconds: number;
  readonly source: EventSource;
}

/** What it found, printed as JSON. */
export interface LoadOutcome {
  readonly requestsPerSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly refused: number;
}

/** A closed loop: each connection sends its next event when the one before is acknowledged. */
async function load({ url, connections, milliseconds, source }: LoadOrder): Promise<LoadOutcome> {
  const run = randomBytes(6).toString('hex');
  const open = await Promise.all(Array.from({ length: connections }, () => Connection.open(new URL(url))));
  const durations: number[] = [];
  let sent = 0;
  let refused = 0;
  const startedAt = performance.now();
  const send = async (connection: Connection): Promise<void> => {
    while (performance.now() - startedAt < milliseconds) {
      const { headers, body } = signedEvent(source, `${run}${String((sent += 1)).padStart(6, '0')}`);
      const sentAt = performance.now();
      const status = await connection.post(headers, body);
      durations.push(performance.now() - sentAt);
      if (status !== 200) refused += 1;
    }
    connection.close();
  };
  await Promise.all(open.map(send));
  const seconds = (performance.now() - startedAt) / 1_000;
  return {
    requestsPerSecond: durations.length / seconds,
    p50: percentile(durations, 0.5),
    p99: percentile(durations, 0.99),
    refused,
  };
}

process.stdout.write(JSON.stringify(await load(JSON.parse(process.env.LOAD ?? '{}') as LoadOrder)));
