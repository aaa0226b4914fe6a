import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import chromium from '@sparticuz/chromium';
import { chromium as playwright, type Browser, type Page } from 'playwright-core';
import type Stripe from 'stripe';
import { startSandbox, type RunningSandbox } from '../../index';
import { call } from '../../testing/control';
import { stripeClient } from '../../testing/stripe-client';

const AXE = createRequire(__filename).resolve('axe-core/axe.min.js');
const FLAGS = ['--no-sandbox', '--no-zygote', '--disable-gpu', '--disable-dev-shm-usage'];
const PRICE = 'price_konstruct_agent_monthly';

/** The browser that CHROME_PATH names, the one that came with npm (Linux), or an installed Chrome. */
async function launch(): Promise<Browser> {
  const hasBundled = process.platform === 'linux' && process.arch === 'x64';
  const executablePath = process.env.CHROME_PATH ?? (hasBundled ? await chromium.executablePath() : undefined);
  return playwright.launch({ args: FLAGS, ...(executablePath ? { executablePath } : { channel: 'chrome' }) });
}

interface AxeResults {
  violations: { id: string; nodes: { target: unknown }[] }[];
}

describe.each([
  ['a desk', 1_440, 900],
  ['a phone', 390, 844],
])("Stripe's pages on %s", (_name, width, height) => {
  let sandbox: RunningSandbox;
  let stripe: Stripe;
  let browser: Browser;
  let page: Page;
  let customer: Stripe.Customer;

  beforeAll(async () => {
    sandbox = await startSandbox();
    stripe = stripeClient(sandbox);
    browser = await launch();
  });

  afterAll(async () => {
    await browser.close();
    await sandbox.stop();
  });

  beforeEach(async () => {
    await call(sandbox, 'POST', '/stripe/_control/reset');
    page = await browser.newPage({ viewport: { width, height } });
    customer = await stripe.customers.create({ email: 'maya@acme.test', name: 'Acme' });
  });

  afterEach(() => page.close());

  /** What axe finds, and whether the page is wider than the screen. */
  async function problems(): Promise<string[]> {
    const session = await page.context().newCDPSession(page);
    await session.send('Runtime.evaluate', { expression: readFileSync(AXE, 'utf8') });
    const run = await session.send('Runtime.evaluate', {
      expression: 'axe.run()',
      awaitPromise: true,
      returnByValue: true,
    });
    const found = (run.result.value as AxeResults).violations.map(
      ({ id, nodes }) => `${id}: ${JSON.stringify(nodes[0]?.target)}`,
    );
    const isWide = (await page.evaluate(() => document.documentElement.scrollWidth)) > width;
    return [...found, ...(isWide ? ['wider than the screen'] : [])];
  }

  function openCheckout(): Promise<Stripe.Checkout.Session> {
    return stripe.checkout.sessions.create({
      mode: 'subscription',
      customer: customer.id,
      line_items: [{ price: PRICE, quantity: 2 }],
      subscription_data: { trial_period_days: 14 },
      allow_promotion_codes: true,
      success_url: `${sandbox.url}/stripe?done={CHECKOUT_SESSION_ID}`,
      cancel_url: sandbox.url,
    });
  }

  async function subscribe(card: string): Promise<void> {
    const session = await openCheckout();
    await page.goto(`${session.url!}?card=${card}`);
    await page.getByRole('button', { name: 'Start trial' }).click();
    await page.waitForURL(/\/stripe\?done=cs_test/);
  }

  it('declines, asks the bank, applies a code and subscribes', async () => {
    const session = await openCheckout();
    await page.goto(session.url!);
    expect(await problems()).toEqual([]);
    await page.getByRole('button', { name: 'Start trial' }).click();
    await page.getByText('Your card number is invalid.').waitFor();
    await page.getByRole('link', { name: /Insufficient funds/ }).click();
    await page.getByRole('button', { name: 'Start trial' }).click();
    await page.getByRole('alert').getByText('Your card has insufficient funds.').waitFor();
    await page.getByLabel('Promotion code').fill('welcome20');
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.getByText('WELCOME20 is applied').waitFor();
    await page.getByRole('link', { name: /3-D Secure when it is saved/ }).click();
    await page.getByRole('button', { name: 'Start trial' }).click();
    expect(await problems()).toEqual([]);
    await page.getByRole('button', { name: 'Fail authentication' }).click();
    await page.getByRole('alert').getByText('We are unable to authenticate').waitFor();
    await page.getByRole('link', { name: /3-D Secure when it is saved/ }).click();
    await page.getByRole('button', { name: 'Start trial' }).click();
    await page.getByRole('button', { name: 'Complete authentication' }).click();
    await page.waitForURL(/\/stripe\?done=cs_test/);
    const [subscription] = (await stripe.subscriptions.list({ customer: customer.id })).data;
    expect(subscription).toMatchObject({ status: 'trialing', discounts: [expect.any(String)] });
  });

  it('lets a failed payment be seen, retried and paid', async () => {
    await subscribe('4000000000000341');
    expect(await problems()).toEqual([]);
    sandbox.moveStripeClock(15 * 86_400);
    const [invoice] = (await stripe.invoices.list({ customer: customer.id, status: 'open' })).data;
    await page.goto(invoice!.hosted_invoice_url!);
    expect(await problems()).toEqual([]);
    await page.getByRole('button', { name: /with visa/ }).click();
    await page.getByRole('alert').getByText('Your card was declined.').waitFor();
    await page.getByRole('link', { name: /Works/ }).click();
    await page.getByRole('button', { name: 'Pay $98.00', exact: true }).click();
    await page.getByText('this invoice is paid').waitFor();
    const pdf = await fetch(invoice!.invoice_pdf!);
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    const [subscription] = (await stripe.subscriptions.list({ customer: customer.id })).data;
    expect(subscription!.status).toBe('active');
  });

  it('shows the portal: card, cancel, resume', async () => {
    await subscribe('4242424242424242');
    const portal = await stripe.billingPortal.sessions.create({ customer: customer.id, return_url: sandbox.url });
    await page.goto(portal.url);
    expect(await problems()).toEqual([]);
    await page.getByRole('link', { name: 'Cancel subscription' }).click();
    await page.getByRole('button', { name: 'Cancel subscription' }).click();
    await page.getByText('Your subscription ends with this period.').waitFor();
    await page.getByRole('button', { name: "Don't cancel subscription" }).click();
    await page.getByText('Your subscription goes on.').waitFor();
    await page.getByRole('link', { name: 'Update card' }).click();
    expect(await problems()).toEqual([]);
    await page.getByRole('link', { name: /3-D Secure at every charge/ }).click();
    await page.getByRole('button', { name: 'Save card' }).click();
    await page.getByRole('button', { name: 'Complete authentication' }).click();
    await page.getByText('visa ···· 3220').waitFor();
  });

  it('shows the dashboard, edits by hand, moves the clock and sends events again', async () => {
    await subscribe('4242424242424242');
    await page
      .getByRole('link', { name: 'Ada Lovelace' })
      .or(page.getByRole('link', { name: 'Acme' }))
      .click();
    expect(await problems()).toEqual([]);
    await page.getByLabel('Quantity').fill('5');
    await page.getByRole('button', { name: 'Change' }).click();
    await page.getByText('5 × $49.00').waitFor();
    await page.getByRole('button', { name: 'To what is next' }).click();
    await page.getByText('Next: trial ends').waitFor();
    for (const [tab, heading] of [
      ['Events', 'customer.subscription.trial_will_end'],
      ['Invoices', 'Charges'],
      ['Faults and settings', 'Make calls fail'],
    ] as const) {
      await page.getByRole('navigation').getByRole('link', { name: tab }).click();
      await page.getByText(heading).first().waitFor();
      expect(await problems()).toEqual([]);
    }
    await page.getByLabel('What happens').selectOption('Server error (500)');
    await page.getByRole('button', { name: 'Add' }).click();
    await page.getByText('any call: Server error').or(page.getByText('*: Server error')).waitFor();
    await expect(stripe.customers.list()).rejects.toMatchObject({ statusCode: 500 });
  });
});
