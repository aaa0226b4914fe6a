import type { Page } from 'playwright-core';

import { Journey, VIEWPORTS, type Viewport } from './harness/journey.ts';
import type { JourneyProduct } from './harness/journey-product.ts';
import { unreachableByKeyboard } from './harness/keyboard.ts';
import { useStage } from './harness/stage.ts';

/** Each size connects a workspace of its own: one workspace belongs to one business. */
const WORKSPACES = { desktop: 'Acme Demo', phone: 'Globex Demo' } as const;
/** What the journey itself does not go through. */
const PAGES = [
  'payroll',
  'budgets',
  'usage',
  'usage/calls',
  'usage/prices',
  'usage/reconciliations',
  'employees',
  'employees/new',
  'conversations',
  'deliveries',
  'channels',
  'billing',
  'api-usage',
  'audit',
  'settings/business',
  'settings/people',
  'settings/model-keys',
  'settings/tools',
  'settings/notices',
  'settings/security',
];
const INSTRUCTIONS = 'We open at nine in the morning and close at six. Returns are free within 30 days.';

describe('the main job, from sign-up to an employee that answers', () => {
  const stage = useStage();

  it.each(VIEWPORTS)(
    'is done in one go ($name)',
    async (viewport) => {
      const journey = await Journey.open(stage.browser, 'main-job', viewport);
      const steps = new MainJob(stage.product, journey, viewport);
      await steps.walk().catch(async (error: unknown) => {
        await journey.screenshotAll('failed');
        throw error;
      });
      expect(journey.problems.filter((problem) => !isExpected(problem))).toEqual([]);
      expect(stage.product.problems).toEqual([]);
      await journey.close();
    },
    240_000,
  );
});

/** Asking who is signed in, before anybody is, is answered 401; browsers report that by themselves. */
function isExpected(problem: string): boolean {
  return problem.includes('401');
}

/** The steps of the journey, each ending in a picture and in what must be true by then. */
class MainJob {
  private readonly page: Page;
  private readonly product: JourneyProduct;
  private readonly journey: Journey;
  private readonly viewport: Viewport;
  private tenantPath = '';

  constructor(product: JourneyProduct, journey: Journey, viewport: Viewport) {
    this.product = product;
    this.journey = journey;
    this.viewport = viewport;
    this.page = journey.page;
  }

  async walk(): Promise<void> {
    await this.signUp();
    await this.connectSlack();
    await this.configureEmployee();
    await this.sendTestMessage();
    await this.seePayrollBefore();
    await this.chatInSlack();
    await this.seeConversations();
    await this.lookAround();
  }

  private async signUp(): Promise<void> {
    await this.page.goto(this.product.url);
    await this.page
      .getByRole('link', { name: /sign up/i })
      .first()
      .click();
    await this.page.getByLabel('Your name').fill('Ada Lovelace');
    await this.page.getByLabel('Work e-mail').fill(`ada.${this.viewport.name}@example.com`);
    await this.page.getByLabel('Password', { exact: true }).fill('correct horse battery staple');
    await this.page.getByLabel('Business name').fill('Acme Flowers');
    await this.look('01-sign-up');
    await this.page.getByRole('button', { name: 'Sign up' }).click();
    await this.page.waitForURL(/onboarding\/connect-channel/);
    this.tenantPath = new URL(this.page.url()).pathname.replace(/\/onboarding.*/, '');
  }

  private async connectSlack(): Promise<void> {
    await this.page.getByRole('button', { name: 'Add to Slack' }).waitFor();
    await this.look('02-connect-channel');
    await this.page.getByRole('button', { name: 'Add to Slack' }).click();
    await this.page.getByRole('radio', { name: new RegExp(WORKSPACES[this.viewport.name]) }).check();
    await this.look('03-consent');
    await this.page.getByRole('button', { name: 'Allow' }).click();
    await this.page.getByText('Slack is connected').waitFor();
    await this.look('04-connected');
    await this.page.getByRole('button', { name: /Continue/ }).click();
    await this.page.waitForURL(/onboarding\/configure-agent/);
  }

  private async configureEmployee(): Promise<void> {
    await this.page.getByRole('button', { name: /Customer Support/ }).waitFor();
    await this.look('05-templates');
    await this.page.getByRole('button', { name: /Customer Support/ }).click();
    await this.page.getByLabel('Name', { exact: true }).fill('Mia');
    await this.page.getByLabel('Instructions').fill(INSTRUCTIONS);
    await this.page.getByLabel('Message to the draft').fill('When do you open?');
    await this.page.getByRole('button', { name: 'Send to the draft' }).click();
    await this.page
      .getByRole('log', { name: 'Trial chat' })
      .getByText(/nine in the morning/)
      .waitFor();
    await this.page.locator('app-estimate-card').getByText('$49.00').waitFor();
    await this.look('06-designer');
    await this.page.getByRole('button', { name: 'Save and continue' }).click();
    await this.page.waitForURL(/onboarding\/send-test-message/);
  }

  private async sendTestMessage(): Promise<void> {
    await this.page.getByRole('radio', { name: /support/ }).check();
    await this.look('07-send-test-message');
    await this.page.getByRole('button', { name: 'Send test message' }).click();
    await this.page.getByRole('heading', { name: 'Mia is live' }).waitFor();
    await this.look('08-live');
  }

  private async seePayrollBefore(): Promise<void> {
    await this.page.getByRole('link', { name: 'See payroll' }).click();
    await this.page
      .getByRole('heading', { name: /Payroll/ })
      .first()
      .waitFor();
    await this.page.getByText('Mia').first().waitFor();
    await this.look('09-payroll-before');
  }

  /** Three ways to reach the employee, while the payroll stays open beside and changes by itself. */
  private async chatInSlack(): Promise<void> {
    const before = await this.page.locator('main').innerText();
    const slack = await this.page.context().newPage();
    await slack.goto(`${this.product.sandboxUrl}/`);
    await slack
      .getByRole('link', { name: new RegExp(WORKSPACES[this.viewport.name]) })
      .first()
      .click();
    await this.openPlace(slack, /support/);
    await slack.getByText('This is my test message').first().waitFor();
    await this.say(slack, '@Konstruct When do you open?');
    await slack
      .getByText(/is thinking/)
      .first()
      .waitFor();
    await this.openThreadOf(slack, 'When do you open?');
    const thread = slack.getByRole('region', { name: 'Thread' });
    await thread.getByText(/nine in the morning/).waitFor();
    await this.look('10-slack-thread', slack);
    await this.say(slack, 'And are returns free?', 'Thread');
    await thread.getByText(/30 days/).waitFor();
    await this.look('11-slack-thread-again', slack);
    await slack.getByRole('button', { name: 'Close thread' }).click();
    await this.openPlace(slack, /Konstruct/);
    await this.say(slack, 'When do you close?');
    await this.openThreadOf(slack, 'When do you close?');
    await thread.getByText(/close at six/).waitFor();
    await this.look('12-slack-direct-message', slack);
    await this.page.bringToFront();
    await this.page.waitForFunction((text) => document.querySelector('main')?.innerText !== text, before);
    await this.look('13-payroll-after');
    await slack.close();
  }

  private async seeConversations(): Promise<void> {
    await this.page.goto(`${this.product.url}${this.tenantPath}/conversations`);
    await this.page
      .getByText(/#support/)
      .first()
      .click();
    await this.page
      .getByRole('log', { name: 'Messages' })
      .getByText(/30 days/)
      .waitFor();
    await this.look('14-conversation');
  }

  /** Every other page, for its picture, its accessibility and its width; on a wide screen also without a mouse. */
  private async lookAround(): Promise<void> {
    for (const name of PAGES) {
      await this.page.goto(`${this.product.url}${this.tenantPath}/${name}`);
      await this.page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
      await this.page.waitForLoadState('networkidle').catch(() => undefined);
      await this.look(`15-${name.replaceAll('/', '-')}`);
      if (this.viewport.name !== 'desktop') continue;
      expect({ name, unreachable: await unreachableByKeyboard(this.page) }).toEqual({ name, unreachable: [] });
    }
  }

  private async openPlace(slack: Page, name: RegExp): Promise<void> {
    if (this.viewport.name === 'phone') await slack.getByRole('button', { name: 'Channels and people' }).click();
    const sidebar = slack.getByRole('navigation');
    await sidebar.getByRole('link', { name }).or(sidebar.getByRole('button', { name })).first().click();
  }

  private async openThreadOf(slack: Page, text: string): Promise<void> {
    const message = slack.getByLabel(/^Message from/).filter({ hasText: text });
    await message.getByRole('button', { name: /1 repl/ }).click();
  }

  private async say(slack: Page, text: string, place: 'Conversation' | 'Thread' = 'Conversation'): Promise<void> {
    const region = slack.getByRole('region', { name: place });
    await region.getByRole('textbox').fill(text);
    await region.getByRole('button', { name: /^Send/ }).click();
  }

  private async look(step: string, page: Page = this.page): Promise<void> {
    await this.journey.screenshot(step, page);
    expect({ step, violations: await this.journey.accessibilityViolations(page) }).toEqual({ step, violations: [] });
    expect({ step, overflows: await this.journey.overflowsSideways(page) }).toEqual({ step, overflows: false });
  }
}
