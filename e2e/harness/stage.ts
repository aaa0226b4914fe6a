import type { Browser } from 'playwright-core';

import { launchBrowser } from './chromium.ts';
import { type JourneyProduct, startJourneyProduct } from './journey-product.ts';

/** What the journeys of one file share: a product and a browser. */
export interface Stage {
  readonly product: JourneyProduct;
  readonly browser: Browser;
}

const SET_UP_TIMEOUT_MS = 120_000;

/** Sets the stage before the journeys of a file and clears it after them, also when only half of it could be set. */
export function useStage(): Stage {
  let product: JourneyProduct | undefined;
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await launchBrowser();
    product = await startJourneyProduct();
  }, SET_UP_TIMEOUT_MS);
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  }, SET_UP_TIMEOUT_MS);
  return {
    get product() {
      if (product === undefined) throw new Error('The product is started before the first test, not earlier.');
      return product;
    },
    get browser() {
      if (browser === undefined) throw new Error('The browser is started before the first test, not earlier.');
      return browser;
    },
  };
}
