import 'reflect-metadata';
import { RollUpRound } from '../src/roll-up-round';
import { ExactnessRun, type ExactnessOutcome } from './exactness-run';
import { startUsageContext } from './usage-context';

/** What the bench reads. */
export type ExactnessReport = ExactnessOutcome & { readonly months_summed_anew: number };

/** Runs it for as many milliseconds as the argument says, on a database cloned from the one in the environment, and prints what it found. */
async function main(milliseconds: number): Promise<void> {
  const context = await startUsageContext();
  context.clock.set('2026-11-21T12:00:00Z');
  const business = await context.tenant('Asia/Kolkata');
  const agents = [await context.employee(business), await context.employee(business, { name: 'Leo' })];
  const exactness = new ExactnessRun(context, business, agents);
  const outcome = await exactness.run(milliseconds);
  let months = 0;
  for await (const _ of context.app.get(RollUpRound).rebuild(business.tenantId)) months += 1;
  const mismatches = await exactness.compareAll();
  await context.stop();
  process.stdout.write(`${JSON.stringify({ ...outcome, mismatches, months_summed_anew: months })}\n`);
}

void main(Number(process.argv[2]));
