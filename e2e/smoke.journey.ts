import type { Browser } from 'playwright-core';

import { launchBrowser } from './harness/chromium.ts';
import { Journey, VIEWPORTS } from './harness/journey.ts';
import { type JourneyProduct, startJourneyProduct } from './harness/journey-product.ts';

describe('the first look at a fresh product', () => {
  let product: JourneyProduct;
  let browser: Browser;

  beforeAll(async () => {
    product = await startJourneyProduct();
    browser = await launchBrowser();
  }, 120_000);

  afterAll(async () => {
    await browser.close();
    await product.stop();
  });

  it.each(VIEWPORTS)('leads a stranger to sign-in ($name)', async (viewport) => {
    const journey = await Journey.open(browser, 'smoke', viewport);
    await journey.page.goto(product.url);
    await journey.page.getByRole('button', { name: /sign in/i }).waitFor();
    await journey.screenshot('sign-in');
    expect(await journey.accessibilityViolations()).toEqual([]);
    expect(await journey.overflowsSideways()).toBe(false);
    await journey.close();
  });

  it('answers under its health address', async () => {
    const response = await fetch(`${product.url}/health`);
    expect(await response.json()).toEqual({ status: 'ok' });
  });
});
