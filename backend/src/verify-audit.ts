import 'reflect-metadata';
import { AuditSealer, AuditVerifier } from '@konstruct/audit';
import { Database, type RequestContext } from '@konstruct/platform';
import { TenantDirectory } from '@konstruct/tenants';
import { exitWith, openProduct } from './command-line';

/** Recomputes the audit chain of the tenants named as arguments, or of all of them; exits 1 when one does not hold. */
async function main(): Promise<void> {
  const app = await openProduct(process.env);
  const context: RequestContext = { requestId: null, actor: { kind: 'system', id: null, name: 'audit:verify' } };
  const tenantIds =
    process.argv.length > 2
      ? process.argv.slice(2)
      : await app.get(Database).asPlatform(context, (transaction) => app.get(TenantDirectory).listIds(transaction));
  let isBroken = false;
  for (const tenantId of tenantIds) {
    await app.get(AuditSealer).sealAll(tenantId);
    const report = await app.get(AuditVerifier).verify(tenantId);
    isBroken ||= report.brokenAt !== null;
    const verdict = report.brokenAt ? `BROKEN at ${report.brokenAt.sequence}: ${report.brokenAt.reason}` : 'holds';
    process.stdout.write(`${tenantId}  ${report.sealed} events sealed, ${report.unsealed} waiting  ${verdict}\n`);
  }
  await app.close();
  process.exitCode = isBroken ? 1 : 0;
}

main().catch(exitWith);
