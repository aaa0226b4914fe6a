import { percentile } from '../../report/statistics.ts';
import { Connection } from '../../webhooks/load/connection.ts';

/** What the load generator is told, as JSON in LOAD. */
export interface ReadOrder {
  readonly url: string;
  readonly connections: number;
  readonly milliseconds: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** What it found, printed as JSON. */
export interface ReadOutcome {
  readonly requestsPerSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly refused: number;
}

/** A closed loop: each connection asks again when it was answered. */
async function load({ url, connections, milliseconds, headers }: ReadOrder): Promise<ReadOutcome> {
  const open = await Promise.all(Array.from({ length: connections }, () => Connection.open(new URL(url))));
  const durations: number[] = [];
  let refused = 0;
  const startedAt = performance.now();
  const ask = async (connection: Connection): Promise<void> => {
    while (performance.now() - startedAt < milliseconds) {
      const askedAt = performance.now();
      const status = await connection.get(headers);
      durations.push(performance.now() - askedAt);
      if (status !== 200) refused += 1;
    }
    connection.close();
  };
  await Promise.all(open.map(ask));
  const seconds = (performance.now() - startedAt) / 1_000;
  return {
    requestsPerSecond: durations.length / seconds,
    p50: percentile(durations, 0.5),
    p99: percentile(durations, 0.99),
    refused,
  };
}

process.stdout.write(JSON.stringify(await load(JSON.parse(process.env.LOAD ?? '{}') as ReadOrder)));
