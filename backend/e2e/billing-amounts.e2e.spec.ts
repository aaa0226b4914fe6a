import { BillingClient, type Business } from './billing-client';
import { startProduct, type RunningProduct } from './product';

interface Line {
  readonly description: string;
  readonly amount_usd: number;
}

interface Preview {
  readonly proration_date: number;
  readonly summary: string;
  readonly due_today_usd: number;
  readonly lines_today: Line[];
  readonly next_invoice_usd: number;
  readonly next_invoice_at: string;
}

interface Invoice {
  readonly total_usd: number;
  readonly charged_usd: number;
  readonly status: string;
}

/** What a change is expected to come to, in cents. */
interface Expected {
  /** For the unused time of the old number and the remaining time of the new one. */
  readonly lines: readonly number[];
  readonly today: number;
  readonly next: number;
}

/**
 * Amounts computed by hand, through the product's own API: previewed, confirmed, and found on the invoice. A seat costs $49.00 a month.
 * A part of a period is a part of its seconds, and each line is rounded to a whole cent by itself. Stripe's clock stands still except
 * where it is moved, so that nothing depends on how long the spec takes; the cases go forward in time, for that clock never goes back.
 */
describe('what is charged, to the cent (PRTA-05)', () => {
  let product: RunningProduct;
  let billing: BillingClient;

  beforeAll(async () => {
    const start = Date.parse('2026-11-20T08:00:00Z');
    product = await startProduct({}, () => start);
    billing = new BillingClient(product);
    // What is asked for is read from Stripe; what webhooks say is looked at elsewhere.
    await billing.stripe.control('PATCH', '/account', { webhook_url: null });
  }, 60_000);

  afterAll(() => product.stop());

  const moveTo = (to: string): Promise<unknown> => billing.stripe.control('POST', '/clock', { to });

  async function invoices({ client, tenantId }: Business): Promise<Invoice[]> {
    const { body } = await client.get<{ items: Invoice[] }>(`/api/portal/billing/invoices?tenant_id=${tenantId}`);
    return body.items;
  }

  /** Previews a change, confirms it, and compares both with what was computed by hand. */
  async function change(one: Business, agentCount: number, { lines, today, next }: Expected): Promise<Preview> {
    const before = await invoices(one);
    const { body: shown } = await billing.post<Preview>(one, 'quantity/preview', { agent_count: agentCount });
    expect({
      lines: shown.lines_today.map(({ amount_usd }) => amount_usd),
      today: shown.due_today_usd,
      next: shown.next_invoice_usd,
    }).toEqual({ lines: lines.map((cents) => cents / 100), today: today / 100, next: next / 100 });
    const { proration_date } = shown;
    const order = { agent_count: agentCount, proration_date };
    const { body } = await billing.post<{ outcome: string }>(one, 'quantity', order);
    expect(body.outcome).toBe('changed');
    const fresh = (await invoices(one)).slice(0, -before.length);
    expect(fresh.reduce((cents, { charged_usd }) => cents + Math.round(charged_usd * 100), 0)).toBe(today);
    return shown;
  }

  /** The latest invoice, once a period began: what was really paid. */
  async function latestPaid(one: Business): Promise<number> {
    await billing.post(one, 'refresh');
    const [latest] = await invoices(one);
    expect(latest?.status).toBe('paid');
    return Math.round((latest?.charged_usd ?? 0) * 100);
  }

  it('from trial to paid: nothing in the trial, then a whole month, then parts of it', async () => {
    const one = await billing.payer({ quantity: 2, trialDays: 14 });
    // In the trial two more cost nothing; the first month is 4 × 49.00 = 196.00.
    const shown = await change(one, 4, { lines: [], today: 0, next: 19_600 });
    expect(shown.next_invoice_at).toBe('2026-12-04T08:00:00.000Z');
    await moveTo('2026-12-04T09:30:00Z');
    expect(await latestPaid(one)).toBe(19_600);
    await moveTo('2026-12-14T08:00:00Z');
    // 4 December to 4 January is 31 days, of which 21 are left.
    // Back for 4: 196.00 × 21/31 = 132.774… = 132.77. Anew for 5: 245.00 × 21/31 = 165.967… = 165.97. The rest: 33.20.
    await change(one, 5, { lines: [-13_277, 16_597], today: 3_320, next: 24_500 });
  });

  it('from the 31st of January to the 28th of February, and to the 31st of March after it', async () => {
    await moveTo('2027-01-31T12:00:00Z');
    const one = await billing.payer({ quantity: 2 });
    await moveTo('2027-02-14T12:00:00Z');
    // 31 January to 28 February is 28 days, of which 14 are left: half.
    // Back for 2: 98.00 / 2 = 49.00. Anew for 3: 147.00 / 2 = 73.50. The rest: 24.50.
    const shown = await change(one, 3, { lines: [-4_900, 7_350], today: 2_450, next: 14_700 });
    expect(shown.next_invoice_at).toBe('2027-02-28T12:00:00.000Z');
    await moveTo('2027-03-10T12:00:00Z');
    expect(await latestPaid(one)).toBe(14_700);
    // 28 February to 31 March is 31 days, of which 21 are left.
    // Back for 3: 147.00 × 21/31 = 99.580… = 99.58. Anew for 5: 245.00 × 21/31 = 165.967… = 165.97. The rest: 66.39.
    const later = await change(one, 5, { lines: [-9_958, 16_597], today: 6_639, next: 24_500 });
    expect(later.next_invoice_at).toBe('2027-03-31T12:00:00.000Z');
  });

  it('alike in every time zone, also where clocks change; only the days are the business’s own', async () => {
    await moveTo('2027-03-14T23:30:00Z');
    const zones = ['Pacific/Auckland', 'Europe/Berlin', 'America/Los_Angeles'];
    const payers: Business[] = [];
    for (const timeZone of zones) payers.push(await billing.payer({ quantity: 1, timeZone }));
    await moveTo('2027-03-30T23:30:00Z');
    const days: (string | undefined)[] = [];
    for (const one of payers) {
      // 14 March to 14 April is 31 days of 86,400 seconds, of which 15 are left, although Berlin's clocks went forward on the 28th.
      // Back for 1: 49.00 × 15/31 = 23.709… = 23.71. Anew for 2: 98.00 × 15/31 = 47.419… = 47.42. The rest: 23.71.
      const shown = await change(one, 2, { lines: [-2_371, 4_742], today: 2_371, next: 9_800 });
      expect(shown.next_invoice_at).toBe('2027-04-14T23:30:00.000Z');
      days.push(/on (\d+ \w+ \d+), is/.exec(shown.summary)?.[1]);
    }
    expect(days).toEqual(['15 April 2027', '15 April 2027', '14 April 2027']);
  });

  it('up, down and up again within one period: the credit is there for what comes next', async () => {
    await moveTo('2027-06-01T00:00:00Z');
    const one = await billing.payer({ quantity: 2 });
    await moveTo('2027-06-11T00:00:00Z');
    // June has 30 days, of which 20 are left: two thirds.
    // Back for 2: 98.00 × 2/3 = 65.333… = 65.33. Anew for 4: 196.00 × 2/3 = 130.666… = 130.67. The rest: 65.34.
    await change(one, 4, { lines: [-6_533, 13_067], today: 6_534, next: 19_600 });
    await moveTo('2027-06-21T00:00:00Z');
    // 10 days are left: a third. Nothing is charged now; on the next invoice stand
    // back for 4: 196.00 / 3 = 65.333… = 65.33, anew for 1: 49.00 / 3 = 16.333… = 16.33, and the next month: 49.00. Together: 0.00.
    const fewer = await change(one, 1, { lines: [], today: 0, next: 0 });
    expect(fewer.summary).toContain('$49.00 for the rest of this period are credited');
    await moveTo('2027-06-26T00:00:00Z');
    // 5 days are left: a sixth. Back for 1: 49.00 / 6 = 8.166… = 8.17. Anew for 2: 98.00 / 6 = 16.333… = 16.33. The rest, 8.16, is
    // taken off the 49.00 of credit, which leaves 40.84: nothing is charged now, and next 98.00 − 40.84 = 57.16.
    await change(one, 2, { lines: [-6_533, 1_633, -817, 1_633], today: 0, next: 5_716 });
    await moveTo('2027-07-01T02:00:00Z');
    expect(await latestPaid(one)).toBe(5_716);
  });

  it('on a leap day, in a February of 29 days', async () => {
    await moveTo('2028-02-01T00:00:00Z');
    const one = await billing.payer({ quantity: 3 });
    await moveTo('2028-02-29T00:00:00Z');
    // One day of 29 is left. Back for 3: 147.00 / 29 = 5.068… = 5.07. Anew for 4: 196.00 / 29 = 6.758… = 6.76. The rest: 1.69.
    const shown = await change(one, 4, { lines: [-507, 676], today: 169, next: 19_600 });
    expect(shown.next_invoice_at).toBe('2028-03-01T00:00:00.000Z');
    await moveTo('2028-03-01T02:00:00Z');
    expect(await latestPaid(one)).toBe(19_600);
  });
});
