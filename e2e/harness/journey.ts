import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import axe, { type AxeResults } from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';

import { WORKSPACE_ROOT } from '../../tools/workspace-root.ts';

/** The two sizes that every journey is walked in. */
export const VIEWPORTS = [
  { name: 'desktop', width: 1440, height: 900 },
  { name: 'phone', width: 390, height: 844 },
] as const;

/** One of them. */
export type Viewport = (typeof VIEWPORTS)[number];

const SCREENSHOTS = join(WORKSPACE_ROOT, 'artifacts', 'screenshots');
const TIMEOUT_MS = 15_000;

/** One person with a browser window who walks through the product and takes pictures on the way. */
export class Journey {
  readonly page: Page;
  /** What the pages complained about: uncaught errors, refused resources, console errors. A journey expects none. */
  readonly problems: string[] = [];
  private readonly name: string;
  private readonly viewport: Viewport;
  private readonly context: BrowserContext;

  private constructor(name: string, viewport: Viewport, context: BrowserContext, page: Page) {
    this.name = name;
    this.viewport = viewport;
    this.context = context;
    this.page = page;
    this.watch(page);
    context.on('page', (opened) => this.watch(opened));
  }

  static async open(browser: Browser, name: string, viewport: Viewport): Promise<Journey> {
    const isPhone = viewport.name === 'phone';
    const context = await browser.newContext({
      viewport: { width: viewport.width, height: viewport.height },
      isMobile: isPhone,
      hasTouch: isPhone,
      locale: 'en-US',
      timezoneId: 'Europe/Berlin',
      reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(TIMEOUT_MS);
    return new Journey(name, viewport, context, await context.newPage());
  }

  /** Saves what is seen, as artifacts/screenshots/<journey>-<width>-<step>.png. */
  async screenshot(step: string, page: Page = this.page): Promise<void> {
    mkdirSync(SCREENSHOTS, { recursive: true });
    await page.screenshot({
      path: join(SCREENSHOTS, `${this.name}-${this.viewport.width}-${step}.png`),
      fullPage: true,
    });
  }

  /** Every open page, for whoever has to find out why a journey failed. */
  async screenshotAll(step: string): Promise<void> {
    for (const [index, page] of this.context.pages().entries()) await this.screenshot(`${step}-${index}`, page);
  }

  /** What axe-core objects to on the page as it stands: one line per violation, with the elements. */
  async accessibilityViolations(page: Page = this.page): Promise<string[]> {
    // Through the debugger, because the page's own policy rightly refuses foreign scripts.
    const session = await this.context.newCDPSession(page);
    await session.send('Runtime.evaluate', { expression: axe.source });
    await session.detach();
    const results = await page.evaluate(async () =>
      (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
    );
    return results.violations.map(
      ({ id, help, nodes }) => `${id}: ${help}\n${nodes.map(({ html }) => `    ${html}`).join('\n')}`,
    );
  }

  /** Whether the page scrolls sideways, which on a phone means that something does not fit. */
  async overflowsSideways(page: Page = this.page): Promise<boolean> {
    return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  }

  async close(): Promise<void> {
    await this.context.close();
  }

  private watch(page: Page): void {
    page.on('pageerror', (error) => this.problems.push(`${page.url()}: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') this.problems.push(`${page.url()}: ${message.text()}`);
    });
  }
}
