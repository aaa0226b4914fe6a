import { Client } from 'pg';

import { asOwner } from '../../tools/admin/owner-connection.ts';
import { administer } from '../../tools/admin/platform-admins.ts';
import type { JourneyProduct } from './journey-product.ts';

/** Makes somebody who signed up a platform admin, as whoever runs the installation does at its machine. */
export async function makePlatformAdmin(product: JourneyProduct, email: string): Promise<void> {
  await atTheMachine(product, async (client) => {
    await administer(client, ['grant', email]);
  });
}

/** Puts a business's drafts to work, without the way through a channel that another journey goes. */
export async function putToWork(product: JourneyProduct, tenantId: string): Promise<void> {
  await atTheMachine(product, async (client) => {
    await client.query(`SELECT set_config('app.tenant_id', $1, false)`, [tenantId]);
    await client.query(`UPDATE agents SET status = 'live', activated_at = created_at WHERE tenant_id = $1`, [tenantId]);
  });
}

function atTheMachine(product: JourneyProduct, work: (client: Client) => Promise<void>): Promise<void> {
  return asOwner({ KONSTRUCT_DATA_DIR: product.dataDir }, async (connectionString) => {
    const client = new Client({ connectionString });
    await client.connect();
    try {
      await work(client);
    } finally {
      await client.end();
    }
  });
}
