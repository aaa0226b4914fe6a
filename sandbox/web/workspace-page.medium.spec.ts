import type { Browser, Page } from 'playwright-core';
import { WebClient } from '@slack/web-api';
import { startSandbox, type RunningSandbox } from '../index';
import { ACME, BOT_SCOPES, call, install, say } from '../testing/control';
import { quiet } from '../testing/slack-client';
import { launchBrowser, violationsOf } from '../testing/page-browser';

describe.each([
  ['a desk', 1_440, 900],
  ['a phone', 390, 844],
])('the workspace page on %s', (_name, width, height) => {
  let sandbox: RunningSandbox;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    sandbox = await startSandbox();
    browser = await launchBrowser();
  });

  afterAll(async () => {
    await browser.close();
    await sandbox.stop();
  });

  beforeEach(async () => {
    await call(sandbox, 'POST', '/slack/_control/reset');
    await install(sandbox, [...BOT_SCOPES]);
    page = await browser.newPage({ viewport: { width, height } });
    page.on('pageerror', (error) => {
      throw error;
    });
    await page.goto(`${sandbox.url}/slack/workspace/${ACME}`);
    await page.getByText('Team lunch').waitFor();
  });

  afterEach(() => page.close());

  const composer = (place: string) => page.getByRole('textbox', { name: `Message ${place}` });

  /** On a phone the sidebar has to be opened first. */
  async function openSidebar(): Promise<void> {
    const menu = page.getByRole('button', { name: 'Channels and people', expanded: false });
    if (await menu.isVisible()) await menu.click();
  }

  async function goTo(name: string): Promise<void> {
    await openSidebar();
    await page.getByRole('navigation').getByRole('button', { name }).click();
  }

  it('offers names, and to bring the app in when it was mentioned without being there', async () => {
    await goTo('support');
    await composer('#support').pressSequentially('@kon');
    await page.getByRole('option', { name: /Konstruct/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.type('hello');
    await page.keyboard.press('Enter');
    await page.getByText('Konstruct is not in #support and did not see this.').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('status').getByRole('button', { name: 'Add Konstruct' }).click();
    await page.getByText('joined the channel').waitFor();
    const { messages } = await call(sandbox, 'GET', `/slack/_control/workspaces/${ACME}/messages?channel=support`);
    expect(messages).toContainEqual(expect.objectContaining({ text: '<@U0ACMEBOT1> hello' }));
  });

  it('shows what others write at once, in the thread too', async () => {
    const { ts } = await say(sandbox, 'general', 'Is it live?');
    await page.getByText('Is it live?').waitFor();
    await say(sandbox, 'general', 'It is *very* live', { thread_ts: ts });
    await page
      .getByRole('article', { name: /Message from/ })
      .filter({ hasText: 'Is it live?' })
      .getByRole('button', { name: /1 reply/ })
      .click();
    const thread = page.getByRole('region', { name: 'Thread' });
    await thread.locator('strong', { hasText: 'very' }).waitFor();
    await thread.getByRole('textbox', { name: 'Reply in thread' }).fill('Good.');
    await page.keyboard.press('Enter');
    await thread.getByText('2 replies').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Close thread' }).click();
    await page
      .getByRole('button', { name: /2 replies/ })
      .last()
      .waitFor();
  });

  it('draws the buttons of an app, which lead where they say', async () => {
    const { access_token: token } = await install(sandbox, [...BOT_SCOPES, 'chat:write.public']);
    const client = new WebClient(String(token), quiet(sandbox));
    const button = (text: string, url: string, style?: 'primary') => ({
      type: 'button' as const,
      action_id: text,
      text: { type: 'plain_text' as const, text },
      url,
      ...(style ? { style } : {}),
    });
    await client.chat.postMessage({
      channel: 'general',
      text: 'The budget is spent.',
      blocks: [
        { type: 'section', text: { type: 'mrkdwn', text: '*The budget is spent.*' } },
        { type: 'actions', elements: [button('Give overtime (+$20)', 'https://konstruct.test/budgets', 'primary')] },
      ],
    });
    const link = page.getByRole('link', { name: 'Give overtime (+$20)' });
    await link.waitFor();
    expect(await link.getAttribute('href')).toBe('https://konstruct.test/budgets');
    expect(await violationsOf(page)).toEqual([]);
  });

  it('lets people edit, delete and react', async () => {
    await composer('#general').fill('Helo');
    await page.keyboard.press('Enter');
    const message = page.getByRole('article').filter({ hasText: 'Helo' });
    await message.hover();
    await message.getByRole('button', { name: 'Edit message' }).click();
    await page.getByRole('textbox', { name: 'Edit message' }).fill('Hello');
    await page.getByRole('button', { name: 'Save' }).click();
    const edited = page.getByRole('article').filter({ hasText: 'Hello' });
    await edited.getByText('(edited)').waitFor();
    await edited.hover();
    await edited.getByRole('button', { name: 'React with thumbs up' }).click();
    await edited.getByRole('img', { name: '+1: Maya Lindqvist' }).waitFor();
    page.once('dialog', (dialog) => void dialog.accept());
    await edited.getByRole('button', { name: 'Delete message' }).click();
    await edited.waitFor({ state: 'detached' });
  });

  it('writes to the app directly, as whoever one chooses to be', async () => {
    await openSidebar();
    await page.getByLabel('You are').selectOption('Jonas Weber');
    await goTo('Konstruct');
    await composer('Konstruct').fill('psst <script>alert(1)</script>');
    await page.keyboard.press('Enter');
    await page.getByText('psst <script>alert(1)</script>').waitFor();
    await page.getByRole('article', { name: 'Message from Jonas Weber' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });

  it('orders faults and shows what was sent', async () => {
    await openSidebar();
    await page.getByRole('button', { name: 'Faults and records' }).click();
    const dialog = page.getByRole('dialog', { name: 'Faults and records' });
    await dialog.getByLabel('What happens').selectOption('Server error (500)');
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await dialog.getByRole('cell', { name: 'server_error' }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    const { faults } = await call(sandbox, 'GET', '/slack/_control/faults');
    expect(faults).toMatchObject([{ method: 'chat.postMessage', kind: 'server_error', remaining: 1 }]);
  });
});
