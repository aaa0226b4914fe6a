import 'reflect-metadata';
import { Database, type RequestContext } from '@konstruct/platform';
import { TenantDirectory } from '@konstruct/tenants';
import { RollUpRound } from '@konstruct/usage';
import { exitWith, openProduct } from './command-line';

const CONTEXT: RequestContext = { requestId: null, actor: { kind: 'system', id: null, name: 'usage:rebuild' } };

/** Sums the usage of the tenants named as arguments, or of all, anew from the events, month by month, beside running traffic. */
async function main(): Promise<void> {
  const app = await openProduct(process.env);
  const tenantIds =
    process.argv.length > 2
      ? process.argv.slice(2)
      : await app.get(Database).asPlatform(CONTEXT, (transaction) => app.get(TenantDirectory).listIds(transaction));
  for (const [index, tenantId] of tenantIds.entries()) {
    for await (const { month, events } of app.get(RollUpRound).rebuild(tenantId)) {
      process.stdout.write(`${index + 1}/${tenantIds.length}  ${tenantId}  ${month}  ${events} events\n`);
    }
  }
  await app.close();
}

main().catch(exitWith);
