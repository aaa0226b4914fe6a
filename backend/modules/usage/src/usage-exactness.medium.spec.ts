import { ExactnessRun } from '../testing/exactness-run';
import { startUsageContext, type UsageContext } from '../testing/usage-context';
import { RollUpRound } from './roll-up-round';

const RUN_MS = 3_000;

describe('rollups while everything happens at once [PRTA-06]', () => {
  let context: UsageContext;

  beforeAll(async () => {
    context = await startUsageContext();
    context.clock.set('2026-11-21T12:00:00Z');
  }, 60_000);

  afterAll(() => context.stop());

  it('gives readers the sums of the books at every moment, and ends equal, rebuilt as well', async () => {
    const business = await context.tenant('Asia/Kolkata');
    const agents = [await context.employee(business), await context.employee(business, { name: 'Leo' })];
    const exactness = new ExactnessRun(context, business, agents);
    const { reads, mismatches, failures } = await exactness.run(RUN_MS);
    expect([mismatches, failures]).toEqual([[], []]);
    expect(reads).toBeGreaterThan(5);
    const rebuilt: number[] = [];
    for await (const { events } of context.app.get(RollUpRound).rebuild(business.tenantId)) rebuilt.push(events);
    expect(Math.max(...rebuilt)).toBeGreaterThan(0);
    expect(await exactness.compareAll()).toEqual([]);
  }, 60_000);
});
