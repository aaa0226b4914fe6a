import type { Browser, Page } from 'playwright-core';
import { startSandbox, type RunningSandbox } from '../index';
import { call, type Json } from '../testing/control';
import { ACME_NUMBER, ACME_TOKEN, graph, idOf, MAYA_PHONE, sendText } from '../testing/graph';
import { launchBrowser, violationsOf } from '../testing/page-browser';

describe.each([
  ['a desk', 1_440, 900],
  ['a phone', 390, 844],
])('the phone page on %s', (_name, width, height) => {
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
    await call(sandbox, 'POST', '/whatsapp/_control/reset');
    page = await browser.newPage({ viewport: { width, height } });
    page.on('pageerror', (error) => {
      throw error;
    });
    await page.goto(`${sandbox.url}/whatsapp/phone/${ACME_NUMBER}?person=maya`);
    await page.getByText('Maya Lindqvist (+46705550112)').waitFor();
  });

  afterEach(() => page.close());

  const field = () => page.getByRole('textbox', { name: 'Message' });
  const log = () => page.getByRole('log', { name: 'Messages' });
  const chatOf = (person: string) => call(sandbox, 'GET', `/whatsapp/_control/numbers/${ACME_NUMBER}/chats/${person}`);

  async function open(what: 'Phones' | 'Behind the scenes'): Promise<void> {
    const button = page.getByRole('button', { name: what });
    if (await button.isVisible()) await button.click();
  }

  async function write(text: string): Promise<void> {
    await field().fill(text);
    await page.keyboard.press('Enter');
    await log().getByText(text).waitFor();
  }

  it('shows what is said on both sides, with ticks, and reads what it shows', async () => {
    await write('Do you ship to Norway? <b>');
    await sendText(sandbox, MAYA_PHONE, 'Yes, *we do*');
    await log().locator('strong', { hasText: 'we do' }).waitFor();
    await log().getByRole('img', { name: 'Read' }).waitFor();
    const { messages } = await chatOf('maya');
    expect(messages).toMatchObject([{ from: 'person' }, { from: 'business', status: 'read' }]);
    expect(await violationsOf(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });

  it('answers by a button, reacts and quotes', async () => {
    await write('hi');
    const buttons = [{ type: 'reply', reply: { id: 'exp', title: 'Express' } }];
    const interactive = { type: 'button', body: { text: 'Which one?' }, action: { buttons } };
    const sent = await sendText(sandbox, MAYA_PHONE, '', { type: 'interactive', interactive, text: undefined });
    const bubble = page.getByRole('article', { name: 'Message from the business' });
    await bubble.hover();
    await bubble.getByRole('button', { name: 'React with thumbs up' }).click();
    await bubble.getByRole('button', { name: 'Express' }).click();
    await page.getByRole('article', { name: 'Your message' }).getByText('Express').waitFor();
    await bubble.hover();
    await bubble.getByRole('button', { name: 'Reply to this message' }).click();
    await write('and soon');
    const { messages } = await chatOf('maya');
    expect(messages).toMatchObject([
      {},
      { reactions: [{ by: 'person', emoji: '👍' }] },
      { type: 'interactive', content: { button_reply: { id: 'exp' } }, context_id: idOf(sent) },
      { content: { body: 'and soon' }, context_id: idOf(sent) },
    ]);
  });

  it('sends pictures, places and what has no name', async () => {
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
      'base64',
    );
    await page.getByLabel('File').setInputFiles({ name: 'dot.png', mimeType: 'image/png', buffer: png });
    await log().getByRole('img', { name: 'Picture' }).waitFor();
    for (const what of ['Location', 'Something unsupported']) {
      await page.locator('summary[aria-label="Send something else"]').click();
      await page.getByRole('button', { name: what }).click();
    }
    await log().getByText('Something that the business app does not know').waitFor();
    const { messages } = await chatOf('maya');
    expect((messages as Json[]).map(({ type }) => type)).toEqual(['image', 'location', 'unsupported']);
  });

  it('says why a message never arrived once the 24 hours are over', async () => {
    await write('hi');
    await open('Behind the scenes');
    await page.getByRole('button', { name: 'Let 25 hours pass' }).click();
    await page.getByText('the business may send templates only').waitFor();
    await sendText(sandbox, MAYA_PHONE, 'too late');
    await log().getByText('Never arrived (131047)').waitFor();
    expect(await violationsOf(page)).toEqual([]);
  });

  it('gives what to paste, for those who practise failing too', async () => {
    await open('Behind the scenes');
    const panel = page.getByRole('complementary', { name: 'Behind the scenes' });
    await panel.getByText(ACME_TOKEN).waitFor();
    await panel.getByRole('button', { name: 'Copy Access token' }).waitFor();
    await panel.getByLabel('Practise with').selectOption('Token expired yesterday');
    await panel.getByText('ThatExpiredYesterday').waitFor();
    await panel.getByRole('button', { name: 'Let the token expire' }).click();
    await page.getByText('is expired now').waitFor();
    expect(await graph(sandbox, 'GET', ACME_NUMBER)).toMatchObject({ error: { code: 190 } });
  });

  it('changes hands, and orders failures', async () => {
    await open('Phones');
    await page
      .getByRole('navigation')
      .getByRole('button', { name: /Sam Okafor/ })
      .click();
    await page.getByText('Sam Okafor (@sam.okafor)').waitFor();
    await write('psst');
    await open('Phones');
    await page.getByRole('button', { name: 'Failures and records' }).click();
    const dialog = page.getByRole('dialog', { name: 'Failures and records' });
    await dialog.getByLabel('What happens').selectOption('Outside the 24 hours, old form (470)');
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await dialog.getByRole('cell', { name: 'send_message' }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    expect(await sendText(sandbox, MAYA_PHONE, 'x')).toMatchObject({ error: { code: 470 } });
  });
});
