import type { Page } from 'playwright-core';

import { Journey, VIEWPORTS, type Viewport } from './harness/journey.ts';
import type { JourneyProduct } from './harness/journey-product.ts';
import { useStage } from './harness/stage.ts';

/** Each size connects a number of its own: one number belongs to one business. The second one is rated low. */
const NUMBERS = {
  desktop: { business: 'Acme Demo', kit: 'Everything is right', quality: /quality rating is high/ },
  phone: { business: 'Globex Demo', kit: 'Quality rated low', quality: /quality rating is low/ },
} as const;
const MAYA = '+46 70 555 01 12';
const NOBODY = '+1 555 000 9999';
const INSTRUCTIONS = 'We open at nine in the morning and close at six. Returns are free within 30 days.';

describe('WhatsApp, from sign-up to an employee that answers', () => {
  const stage = useStage();

  it.each(VIEWPORTS)(
    'is connected, tested and talked to ($name)',
    async (viewport) => {
      const journey = await Journey.open(stage.browser, 'whatsapp', viewport);
      const steps = new WhatsappJob(stage.product, journey, viewport);
      await steps.walk().catch(async (error: unknown) => {
        await journey.screenshotAll('failed');
        throw error;
      });
      expect(journey.problems.filter((problem) => !isExpected(problem))).toEqual([]);
      expect(stage.product.problems).toEqual([]);
      await journey.close();
    },
    180_000,
  );
});

/** Asking who is signed in, before anybody is, is answered 401; browsers report that by themselves. */
function isExpected(problem: string): boolean {
  return problem.includes('401');
}

/** The steps of the journey, each ending in a picture and in what must be true by then. */
class WhatsappJob {
  private readonly page: Page;
  private readonly product: JourneyProduct;
  private readonly journey: Journey;
  private readonly viewport: Viewport;
  private readonly number: (typeof NUMBERS)[Viewport['name']];
  private tenantPath = '';

  constructor(product: JourneyProduct, journey: Journey, viewport: Viewport) {
    this.product = product;
    this.journey = journey;
    this.viewport = viewport;
    this.number = NUMBERS[viewport.name];
    this.page = journey.page;
  }

  async walk(): Promise<void> {
    await this.signUp();
    await this.pasteAnExpiredToken();
    await this.connectTheNumber();
    await this.configureEmployee();
    await this.sendToNobody();
    await this.sendToMaya();
    await this.chatOnThePhone();
    await this.seeConversations();
    await this.seeTheNumber();
  }

  private async signUp(): Promise<void> {
    await this.page.goto(`${this.product.url}/sign-up`);
    await this.page.getByLabel('Your name').fill('Ada Lovelace');
    await this.page.getByLabel('Work e-mail').fill(`wa.${this.viewport.name}@example.com`);
    await this.page.getByLabel('Password', { exact: true }).fill('correct horse battery staple');
    await this.page.getByLabel('Business name').fill(this.number.business);
    await this.page.getByRole('button', { name: 'Sign up' }).click();
    await this.page.waitForURL(/onboarding\/connect-channel/);
    this.tenantPath = new URL(this.page.url()).pathname.replace(/\/onboarding.*/, '');
    await this.page.getByRole('button', { name: 'Connect WhatsApp' }).waitFor();
    await this.look('01-choose');
  }

  /** A mistake first: the checklist says so while the form is still being filled. */
  private async pasteAnExpiredToken(): Promise<void> {
    await this.page.getByRole('button', { name: 'Connect WhatsApp' }).click();
    const form = this.page.getByRole('form', { name: 'Connect WhatsApp' });
    await form.getByText('Where is the Access token?').click();
    await this.look('02-guide');
    await form.getByText('Where is the Access token?').click();
    const { 'Access token': expired } = await this.readKit('Token expired yesterday');
    await form.getByLabel('Access token').fill(expired ?? '');
    await this.checkline(/does not accept this token|has expired/).waitFor();
    await this.look('03-expired');
  }

  private async connectTheNumber(): Promise<void> {
    const values = await this.readKit(this.number.kit);
    const form = this.page.getByRole('form', { name: 'Connect WhatsApp' });
    for (const [label, value] of Object.entries(values)) {
      await form.getByLabel(label, { exact: true }).fill(value);
    }
    await this.checkline(/belongs to the account/).waitFor();
    await this.checkline(this.number.quality).waitFor();
    await this.checkline(/nothing has to be pasted/).waitFor();
    await this.look('04-checked');
    await form.getByRole('button', { name: 'Connect the number' }).click();
    await this.page.getByText('WhatsApp is connected').waitFor();
    await this.look('05-connected');
    await this.page.getByRole('button', { name: /Continue/ }).click();
    await this.page.waitForURL(/onboarding\/configure-agent/);
  }

  private async configureEmployee(): Promise<void> {
    await this.page.getByRole('button', { name: /Customer Support/ }).click();
    await this.page.getByLabel('Name', { exact: true }).fill('Mia');
    await this.page.getByLabel('Instructions').fill(INSTRUCTIONS);
    await this.page.getByRole('button', { name: 'Save and continue' }).click();
    await this.page.waitForURL(/onboarding\/send-test-message/);
  }

  /** Meta takes the message and reports afterwards that it could not be delivered. */
  private async sendToNobody(): Promise<void> {
    await this.page.getByLabel('Phone number').fill(NOBODY);
    await this.look('06-test-message');
    await this.page.getByRole('button', { name: 'Send test message' }).click();
    await this.page.getByText('131026').waitFor();
    await this.look('07-test-failed');
  }

  private async sendToMaya(): Promise<void> {
    await this.page.getByRole('button', { name: 'Use Maya’s number' }).click();
    await this.page.getByText(`To ${MAYA}`).waitFor();
    expect(await this.page.getByLabel('Phone number').inputValue()).toBe(MAYA);
    await this.page.getByRole('button', { name: /Retry|Send test message/ }).click();
    await this.page.getByRole('heading', { name: 'Mia is live' }).waitFor();
    await this.look('08-live');
  }

  private async chatOnThePhone(): Promise<void> {
    const phone = await this.openPhone();
    const log = phone.getByRole('log', { name: 'Messages' });
    await log.getByText('Welcome and congratulations').waitFor();
    await this.write(phone, 'When do you open?');
    await log.getByText(/nine in the morning/).waitFor();
    await log.getByRole('img', { name: 'Read' }).first().waitFor();
    await this.look('09-phone', phone);
    await this.write(phone, 'And are returns free?');
    await log.getByText(/30 days/).waitFor();
    await phone.close();
  }

  private async seeConversations(): Promise<void> {
    await this.page.goto(`${this.product.url}${this.tenantPath}/conversations`);
    await this.page.getByText('Maya Lindqvist').first().waitFor();
    await this.look('10-conversations');
    await this.page.getByText('Maya Lindqvist').first().click();
    await this.page
      .getByRole('log', { name: 'Messages' })
      .getByText(/30 days/)
      .waitFor();
    await this.look('11-conversation');
    await this.page.goto(`${this.product.url}${this.tenantPath}/deliveries`);
    await this.page
      .getByRole('article', { name: /Maya Lindqvist/ })
      .first()
      .waitFor();
    await this.look('12-deliveries');
  }

  /** The Channels page: health, templates, and the checklist of a number that is connected. */
  private async seeTheNumber(): Promise<void> {
    await this.page.goto(`${this.product.url}${this.tenantPath}/channels`);
    const card = this.page.getByRole('article', { name: this.number.business });
    await card.getByRole('button', { name: 'Show templates' }).click();
    await card.getByText('hello_world').waitFor();
    await card.getByRole('button', { name: 'Check with Meta' }).click();
    await card.getByText('Meta sends messages here.').waitFor();
    await this.look('13-channels');
    await this.page.getByRole('button', { name: 'Add a WhatsApp number' }).click();
    await this.page.getByRole('heading', { name: 'Connect a WhatsApp number' }).waitFor();
    await this.look('14-another-number');
  }

  private checkline(words: RegExp) {
    return this.page.locator('app-whatsapp-checklist').getByText(words).first();
  }

  /** What the sandbox's phone page offers to paste, as a person would copy it. */
  private async readKit(title: string): Promise<Record<string, string>> {
    const phone = await this.openPhone();
    const behind = phone.getByRole('button', { name: 'Behind the scenes' });
    if (await behind.isVisible()) await behind.click();
    await phone.getByLabel('Practise with').selectOption({ label: title });
    const values = phone.locator('.kit-value');
    await values.first().waitFor();
    const pairs = await values.evaluateAll((rows) =>
      rows.map((row) => [row.querySelector('span')?.textContent ?? '', row.querySelector('code')?.textContent ?? '']),
    );
    await phone.close();
    await this.page.bringToFront();
    return Object.fromEntries(pairs) as Record<string, string>;
  }

  private async openPhone(): Promise<Page> {
    const phone = await this.page.context().newPage();
    await phone.goto(`${this.product.sandboxUrl}/`);
    await phone.getByRole('link', { name: `${this.number.business}: phone and credentials` }).click();
    await phone.getByRole('log', { name: 'Messages' }).waitFor();
    return phone;
  }

  private async write(phone: Page, text: string): Promise<void> {
    await phone.getByRole('textbox', { name: 'Message' }).fill(text);
    await phone.getByRole('button', { name: 'Send', exact: true }).click();
  }

  private async look(step: string, page: Page = this.page): Promise<void> {
    await this.journey.screenshot(step, page);
    expect({ step, violations: await this.journey.accessibilityViolations(page) }).toEqual({ step, violations: [] });
    expect({ step, overflows: await this.journey.overflowsSideways(page) }).toEqual({ step, overflows: false });
  }
}
