import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import chromium from '@sparticuz/chromium';
import { chromium as playwright, type Browser, type Page } from 'playwright-core';

const AXE = createRequire(__filename).resolve('axe-core/axe.min.js');
const FLAGS = ['--no-sandbox', '--no-zygote', '--disable-gpu', '--disable-dev-shm-usage'];

interface AxeResults {
  violations: { id: string; nodes: { target: unknown }[] }[];
}

/** The browser that CHROME_PATH names, the one that came with npm (Linux), or an installed Chrome. */
export async function launchBrowser(): Promise<Browser> {
  const hasBundled = process.platform === 'linux' && process.arch === 'x64';
  const executablePath = process.env.CHROME_PATH ?? (hasBundled ? await chromium.executablePath() : undefined);
  return playwright.launch({ args: FLAGS, ...(executablePath ? { executablePath } : { channel: 'chrome' }) });
}

/** What axe finds; the pages' policy keeps scripts out, so axe goes in by the debugger. */
export async function violationsOf(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: readFileSync(AXE, 'utf8') });
  const run = await session.send('Runtime.evaluate', {
    expression: 'axe.run()',
    awaitPromise: true,
    returnByValue: true,
  });
  return (run.result.value as AxeResults).violations.map(
    ({ id, nodes }) => `${id}: ${JSON.stringify(nodes[0]?.target)}`,
  );
}
