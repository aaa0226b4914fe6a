import { join } from 'node:path';

import { APPLICATION_ROLE, connectionUrl } from '../postgres/product-database.ts';
import { type Environment, productEnvironments } from '../start/environment.ts';
import { loadSecrets, type LocalSecrets } from '../start/secrets.ts';
import { WORKSPACE_ROOT } from '../workspace-root.ts';
import { dataFolder, onKeptDatabase } from './owner-connection.ts';

/**
 * Runs something with the settings that `npm start` gives the product: the same database, the same keys, the same stand-ins. In
 * production, and so in an image, the environment is the whole truth.
 */
export async function asProduct(user: Environment, work: (product: Environment) => Promise<void>): Promise<void> {
  if (user.NODE_ENV === 'production') return work(user);
  if (!user.DATABASE_URL)
    return onKeptDatabase(user, (url, secrets) =>
      work(filled(user, secrets, connectionUrl(url, applicationRole(secrets)))),
    );
  const secrets = loadSecrets(join(dataFolder(user), 'secrets.json'));
  return work(filled(user, secrets, applicationUrl(user.DATABASE_URL, user.DATABASE_OWNER_URL, secrets)));
}

/** A DATABASE_URL alone is the owner's, as `npm start` takes it. */
function applicationUrl(chosenUrl: string, ownerUrl: string | undefined, secrets: LocalSecrets): string {
  const isTheApplications = Boolean(ownerUrl) || new URL(chosenUrl).username === APPLICATION_ROLE;
  return isTheApplications ? chosenUrl : connectionUrl(chosenUrl, applicationRole(secrets));
}

function applicationRole({ postgresApplicationPassword: password }: LocalSecrets): { user: string; password: string } {
  return { user: APPLICATION_ROLE, password };
}

function filled(user: Environment, secrets: LocalSecrets, databaseUrl: string): Environment {
  const sandboxDataDir = join(dataFolder(user), 'sandbox');
  const portalDir = join(WORKSPACE_ROOT, 'dist', 'portal', 'browser');
  const layout = { port: Number(user.PORT ?? 3000), sandboxPort: Number(user.SANDBOX_PORT ?? 3001) };
  return productEnvironments(user, { ...layout, sandboxDataDir, portalDir }, secrets, databaseUrl).product;
}
