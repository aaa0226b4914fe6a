import { rmSync } from 'node:fs';

import { THROWAWAY_SETTINGS } from '../../tools/postgres/embedded-postgres.ts';
import { findFreePort } from '../../tools/processes/free-port.ts';
import { SILENT_PROGRESS } from '../../tools/processes/progress.ts';
import { startProduct } from '../../tools/start/product.ts';
import { makeTemporaryDataDirectory } from '../../tools/start/temporary-data-directory.ts';

/** A whole product of its own, empty, on free ports. */
export interface JourneyProduct {
  url: string;
  sandboxUrl: string;
  /** Where it keeps its database; for what is done at the machine. */
  dataDir: string;
  /** Everything that a part of the product complained about; a journey expects none. */
  problems: string[];
  stop(): Promise<void>;
}

const FIRST_PORT = 14_300;

/** Starts the built product exactly as `npm start` does, in a temporary folder, with every provider sandboxed. */
export async function startJourneyProduct(): Promise<JourneyProduct> {
  const dataDir = await makeTemporaryDataDirectory('journey');
  const problems: string[] = [];
  const port = await findFreePort(FIRST_PORT);
  const product = await startProduct({
    dataDir,
    port,
    sandboxPort: await findFreePort(port + 1),
    // Nothing of the person's own environment: credentials in it would lead to the real providers.
    environment: { PATH: process.env.PATH },
    progress: SILENT_PROGRESS,
    postgresSettings: THROWAWAY_SETTINGS,
    onLine: (name, line) => {
      if (line.isProblem) problems.push(`${name}: ${line.text}`);
    },
  });
  if (product.sandboxUrl === undefined) throw new Error('The journey needs the sandbox, which was not started.');
  return {
    url: product.url,
    sandboxUrl: product.sandboxUrl,
    dataDir,
    problems,
    async stop() {
      await product.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
