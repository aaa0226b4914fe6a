import { Client } from 'pg';
import { hireEmployee } from './hired-employee';
import { eventually, startProduct, type RunningProduct } from './product';

describe('the checks of connections', () => {
  let product: RunningProduct;
  let database: Client;

  beforeAll(async () => {
    product = await startProduct();
    database = new Client({ connectionString: product.database.ownerUrl });
    await database.connect();
  }, 60_000);

  afterAll(async () => {
    await database.end();
    await product.stop();
  });

  it('find out that Slack refuses a token before anybody writes, and pass over trouble that passes', async () => {
    const { client, tenantId } = await hireEmployee(product);
    const round = async (fault: object): Promise<void> => {
      await product.sandbox.slackFault({ method: 'auth.test', count: 1, ...fault });
      await database.query(`SELECT graphile_worker.add_job('channels.check_connections')`);
      await eventually(async () => {
        const faults = await product.sandbox.call<unknown>('GET', '/slack/_control/faults');
        return JSON.stringify(faults).includes('auth.test') ? null : true;
      }, 'Slack to be asked');
    };
    const status = async (): Promise<string | undefined> =>
      (await client.get<{ items: { status: string }[] }>(`/api/portal/tenants/${tenantId}/channels`)).body.items[0]
        ?.status;
    await round({ kind: 'error', error: 'internal_error' });
    expect(await status()).toBe('connected');
    await round({ kind: 'error', error: 'token_revoked' });
    await eventually(async () => (await status()) === 'broken', 'the connection to show as broken');
  });
});
